"""Runs notebooks in Jupyter and SQL files in DuckDB, and prints the rows of their cells as one JSON document.

    execute.py FOLDER DATABASE NAME...

In FOLDER lie <name>.ipynb and <name>.sql. LEM_DATA is where the Parquet files are.
"""

import json
import pathlib
import re
import sys

import duckdb
import nbclient
import nbformat
from jupyter_client.manager import KernelManager

# What a value is in JSON; kept beside what the notebook says, since it runs in the notebook's own Python.
DUMP = """
import datetime as _datetime, decimal as _decimal, json as _json
def _plain(value):
    if isinstance(value, _decimal.Decimal): return float(value)
    if isinstance(value, (_datetime.date, _datetime.time)): return value.isoformat()
    if isinstance(value, (list, tuple)): return [_plain(each) for each in value]
    if isinstance(value, dict): return {key: _plain(each) for key, each in value.items()}
    return value
def _dump(relation): return {"columns": relation.columns, "rows": [_plain(row) for row in relation.fetchall()]}
"""
exec(DUMP)


def from_notebook(path, manager):
    """Rows by cell of a notebook. All share a kernel, whose start takes longest; each makes a connection of its own."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    ids = [re.match(r'cell\("(\w+)"', cell.source)[1] for cell in notebook.cells if cell.id.startswith("cell-")]
    dump = f"{DUMP}\nprint(_json.dumps({{name: _dump(db.sql(f'SELECT * FROM {{name}}')) for name in {ids!r}}}))"
    notebook.cells.append(nbformat.v4.new_code_cell(dump, id="dump"))
    nbclient.NotebookClient(notebook, km=manager, timeout=120).execute()
    return json.loads("".join(output.text for output in notebook.cells[-1].outputs if output.output_type == "stream"))


def from_sql(path, database):
    """Rows by cell of a SQL file, run statement by statement as the command line does."""
    connection = duckdb.connect(database, read_only=True)
    rows = {}
    for statement in connection.extract_statements(path.read_text()):
        relation = connection.sql(statement)
        shown = re.search(r'SELECT \* FROM "(\w+)"\s*;?\s*(?:--[^\n]*\s*)*$', statement.query)
        if shown and relation is not None:
            rows[shown[1]] = _dump(relation)
    connection.close()
    return rows


folder, database, *names = sys.argv[1:]
manager = KernelManager(kernel_name="python3")
manager.start_kernel()
try:
    found = {
        name: {
            "ipynb": from_notebook(pathlib.Path(folder, f"{name}.ipynb"), manager),
            "sql": from_sql(pathlib.Path(folder, f"{name}.sql"), database),
        }
        for name in names
    }
finally:
    manager.shutdown_kernel(now=True)
print(json.dumps(found))
