import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeTZValue,
  DuckDBTimeValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Value } from './answer.ts';
import { blob, date, decimal, double, integer, interval, map, struct, time, timestamp, timeTz } from './values.ts';

/** A value of the native DuckDB as every answer holds it. What has no rule of its own (UUID, BIT) is its text. */
export function nativeValue(value: DuckDBValue): Value {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return integer(value);
  if (typeof value === 'number') return double(value);
  if (value instanceof DuckDBDecimalValue) return decimal(value.value, value.scale);
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(nativeValue);
  if (value instanceof DuckDBStructValue)
    return struct(Object.entries(value.entries).map(([name, each]) => [name, nativeValue(each)] as const));
  if (value instanceof DuckDBMapValue)
    return map(value.entries.map(({ key, value: each }) => [nativeValue(key), nativeValue(each)] as const));
  if (value instanceof DuckDBUnionValue) return nativeValue(value.value);
  if (value instanceof DuckDBDateValue) return date(value.days);
  if (value instanceof DuckDBTimeValue) return time(value.micros, 1_000_000n);
  if (value instanceof DuckDBTimeTZValue) return timeTz(value.micros, value.offset);
  if (value instanceof DuckDBTimestampTZValue) return timestamp(value.micros, 1_000_000n, true);
  if (value instanceof DuckDBTimestampValue) return timestamp(value.micros, 1_000_000n);
  if (value instanceof DuckDBTimestampSecondsValue) return timestamp(value.seconds, 1n);
  if (value instanceof DuckDBTimestampMillisecondsValue) return timestamp(value.millis, 1_000n);
  if (value instanceof DuckDBTimestampNanosecondsValue) return timestamp(value.nanos, 1_000_000_000n);
  if (value instanceof DuckDBIntervalValue) return interval(value.months, value.days, value.micros);
  if (value instanceof DuckDBBlobValue) return blob(value.bytes);
  return String(value);
}
