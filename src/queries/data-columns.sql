-- Every column of every table and view, with its type and its comment
SELECT c.table_name, v.view_name IS NOT NULL AS of_view, c.column_index, c.column_name, c.data_type, c.is_nullable, c.comment
FROM duckdb_columns() c
LEFT JOIN duckdb_views() v ON v.view_name = c.table_name AND v.database_name = c.database_name AND NOT v.internal
WHERE NOT c.internal AND c.database_name = current_database()
ORDER BY of_view, c.table_name, c.column_index
