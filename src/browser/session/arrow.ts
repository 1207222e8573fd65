import {
  type Data,
  DataType,
  type Decimal,
  type Field,
  Precision,
  type Schema,
  type Time,
  type Timestamp,
  TimeUnit,
  Type,
  type Union,
} from 'apache-arrow';
import type { AnswerColumn, Value } from '../../../pipeline/notebooks/answer.ts';
import {
  blob,
  date,
  decimal,
  double,
  integer,
  interval,
  map,
  type PerSecond,
  struct,
  time,
  timestamp,
} from '../../../pipeline/notebooks/values.ts';
import { QueryError } from './types.ts';

// The library's own getters lose what JavaScript's dates do not hold (microseconds, far years) and hand DECIMAL over without its point:
// so values are read from the buffers, by the rules that natively read values follow too.

type Read = (index: number) => Value;

const PER_SECOND: Record<TimeUnit, PerSecond> = {
  [TimeUnit.SECOND]: 1n,
  [TimeUnit.MILLISECOND]: 1_000n,
  [TimeUnit.MICROSECOND]: 1_000_000n,
  [TimeUnit.NANOSECOND]: 1_000_000_000n,
};

/** The name that DuckDB gives to a type which Arrow has no name for. */
const foreign = (field: Field): string | undefined => {
  const about = field.metadata.get('ARROW:extension:metadata');
  return about ? (JSON.parse(about) as { type_name?: string }).type_name : undefined;
};

/** A whole number from little-endian bytes. */
function wide(bytes: Uint8Array, signed: boolean): bigint {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at -= 1) value = (value << 8n) | BigInt(bytes[at] as number);
  return signed ? BigInt.asIntN(bytes.length * 8, value) : value;
}

/** BIGNUM: a head of three bytes whose first bit is the sign, then the number from its largest byte on; all inverted where it is negative. */
function bignum(bytes: Uint8Array): bigint {
  const negative = ((bytes[0] as number) & 0x80) === 0;
  let value = 0n;
  for (const byte of bytes.subarray(3)) value = (value << 8n) | BigInt(negative ? byte ^ 0xff : byte);
  return negative ? -value : value;
}

const bytesOf = (data: Data, index: number): Uint8Array =>
  DataType.isFixedSizeBinary(data.type)
    ? data.values.subarray(index * data.type.byteWidth, (index + 1) * data.type.byteWidth)
    : data.values.subarray(data.valueOffsets[index], data.valueOffsets[index + 1]);

const UTF8 = new TextDecoder();

/** Elements of a list; arrays have a fixed number of them. */
function listReader(data: Data, field: Field): Read {
  const child = reader(data.children[0] as Data, (field.type.children as Field[])[0] as Field);
  const size = DataType.isFixedSizeList(data.type) ? data.type.listSize : undefined;
  const [from, to] =
    size !== undefined
      ? [(index: number) => index * size, (index: number) => (index + 1) * size]
      : [(index: number) => data.valueOffsets[index] as number, (index: number) => data.valueOffsets[index + 1] as number];
  return (index) => Array.from({ length: to(index) - from(index) }, (_, at) => child(from(index) + at));
}

function structReader(data: Data, field: Field): Read {
  const fields = (field.type.children as Field[]).map((each, at) => [each.name, reader(data.children[at] as Data, each)] as const);
  return (index) => struct(fields.map(([name, read]) => [name, read(index)] as const));
}

function mapReader(data: Data, field: Field): Read {
  const entries = data.children[0] as Data;
  const [keyField, valueField] = ((field.type.children as Field[])[0] as Field).type.children as [Field, Field];
  const [key, value] = [reader(entries.children[0] as Data, keyField), reader(entries.children[1] as Data, valueField)];
  return (index) => {
    const [from, to] = [data.valueOffsets[index] as number, data.valueOffsets[index + 1] as number];
    return map(Array.from({ length: to - from }, (_, at) => [key(from + at), value(from + at)] as const));
  };
}

function unionReader(data: Data, field: Field): Read {
  const members = (field.type.children as Field[]).map((each, at) => reader(data.children[at] as Data, each));
  const { typeIdToChildIndex } = data.type as Union;
  return (index) => {
    const child = typeIdToChildIndex[data.typeIds[index] as number] as number;
    return (members[child] as Read)(DataType.isDenseUnion(data.type) ? (data.valueOffsets[index] as number) : index);
  };
}

/** Of values that are there. */
function plainReader(data: Data, field: Field): Read {
  const { type, values } = data;
  switch (type.typeId as Type) {
    case Type.Null:
      return () => null;
    case Type.Bool:
      return (index) => (((values[index >> 3] as number) >> (index & 7)) & 1) === 1;
    case Type.Int:
      return (index) => integer(values[index] as number | bigint);
    case Type.Float:
      return (index) => double(values[index] as number);
    case Type.Decimal:
      return (index) => decimal(wide(new Uint8Array(values.buffer, values.byteOffset + index * 16, 16), true), (type as Decimal).scale);
    case Type.Utf8:
      return (index) => UTF8.decode(bytesOf(data, index));
    case Type.Date:
      return (index) => date(values[index] as number);
    case Type.Timestamp:
      return (index) => timestamp(values[index] as bigint, PER_SECOND[(type as Timestamp).unit], Boolean((type as Timestamp).timezone));
    case Type.Time:
      return (index) => time(BigInt(values[index] as bigint), PER_SECOND[(type as Time).unit]);
    case Type.Interval: {
      // Months and days in four bytes each, nanoseconds in eight.
      const view = new DataView(values.buffer, values.byteOffset);
      return (index) =>
        interval(view.getInt32(index * 16, true), view.getInt32(index * 16 + 4, true), view.getBigInt64(index * 16 + 8, true) / 1_000n);
    }
    case Type.Binary:
    case Type.FixedSizeBinary: {
      const name = foreign(field);
      if (name === 'bignum') return (index) => integer(bignum(bytesOf(data, index)));
      if (name === 'uhugeint') return (index) => integer(wide(bytesOf(data, index), false));
      return (index) => blob(bytesOf(data, index));
    }
    case Type.List:
    case Type.FixedSizeList:
      return listReader(data, field);
    case Type.Struct:
      return structReader(data, field);
    case Type.Map:
      return mapReader(data, field);
    case Type.Union:
      return unionReader(data, field);
    default:
      throw new QueryError(`${field.name} is of a type that cannot be shown: cast it to VARCHAR.`, {
        kind: 'other',
        offset: undefined,
        candidates: [],
      });
  }
}

/** Reads a column of a batch by the index of its row. @throws QueryError for a type whose values do not arrive whole */
export function reader(data: Data, field: Field): Read {
  const read = plainReader(data, field);
  return (index) => (data.getValid(index) ? read(index) : null);
}

const INTEGERS: Record<string, string> = {
  Int8: 'TINYINT',
  Int16: 'SMALLINT',
  Int32: 'INTEGER',
  Int64: 'BIGINT',
  Uint8: 'UTINYINT',
  Uint16: 'USMALLINT',
  Uint32: 'UINTEGER',
  Uint64: 'UBIGINT',
};

/** DuckDB's name of a type as far as Arrow tells it: for statements that DuckDB does not describe. */
function typeName(field: Field): string {
  const { type } = field;
  const children = (type.children ?? []) as Field[];
  if (DataType.isInt(type)) return INTEGERS[String(type)] ?? String(type);
  if (DataType.isFloat(type)) return type.precision === Precision.SINGLE ? 'FLOAT' : 'DOUBLE';
  if (DataType.isDecimal(type)) return type.precision === 38 && type.scale === 0 ? 'HUGEINT' : `DECIMAL(${type.precision},${type.scale})`;
  if (DataType.isBool(type)) return 'BOOLEAN';
  if (DataType.isDate(type)) return 'DATE';
  if (DataType.isTime(type)) return 'TIME';
  if (DataType.isTimestamp(type)) return type.timezone ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
  if (DataType.isInterval(type)) return 'INTERVAL';
  if (DataType.isBinary(type) || DataType.isFixedSizeBinary(type)) return (foreign(field) ?? 'blob').toUpperCase();
  if (DataType.isList(type)) return `${typeName(children[0] as Field)}[]`;
  if (DataType.isFixedSizeList(type)) return `${typeName(children[0] as Field)}[${type.listSize}]`;
  if (DataType.isStruct(type)) return `STRUCT(${children.map((each) => `${each.name} ${typeName(each)}`).join(', ')})`;
  if (DataType.isMap(type)) return `MAP(${((children[0] as Field).type.children as Field[]).map(typeName).join(', ')})`;
  if (DataType.isNull(type)) return 'NULL';
  return 'VARCHAR';
}

/** The columns of an answer as far as Arrow tells their types. */
export const columnsOf = (schema: Schema): AnswerColumn[] => schema.fields.map((field) => ({ name: field.name, type: typeName(field) }));
