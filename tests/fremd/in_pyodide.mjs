// Runs a Python program in Pyodide: node in_pyodide.mjs FOLDER PROGRAM.py, its stdin and stdout are those of this process.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { loadPyodide } = createRequire(import.meta.url)("../node_modules/pyodide");
const [ordner, programm] = process.argv.slice(2);
const eingabe = readFileSync(0, "utf-8");
const pyodide = await loadPyodide({ stdout: () => {}, stderr: (text) => process.stderr.write(text + "\n") });
pyodide.FS.mkdirTree("/projekt");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: ordner }, "/projekt");
pyodide.globals.set("eingabe", eingabe);
const ausgabe = await pyodide.runPythonAsync(`
import io, runpy, sys
sys.dont_write_bytecode = True
sys.path.insert(0, "/projekt")
sys.stdin, sys.stdout = io.StringIO(eingabe), io.StringIO()
runpy.run_path("/projekt/${programm}", run_name="__main__")
sys.stdout.getvalue()
`);
process.stdout.write(ausgabe);
