import { resolve } from 'node:path';
import ts from 'typescript';
import { entries, ROOT } from './packed.ts';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  types: [],
};

/** The declarations that were built last, as the compiler of a user reads them. */
export interface Declarations {
  readonly files: readonly ts.SourceFile[];
  readonly checker: ts.TypeChecker;
}

/** Reads the declarations of all entries, and all that these import of the package. */
export function readDeclarations(): Declarations {
  const roots = entries().map(({ types }) => resolve(ROOT, types));
  const program = ts.createProgram(roots, OPTIONS);
  const own = resolve(ROOT, 'dist');
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(own));
  return { files, checker: program.getTypeChecker() };
}

/** The modules of other packages that declarations import, as types or as values. */
export function importsOf(file: ts.SourceFile): readonly string[] {
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(file.text);
  return [...importedFiles, ...typeReferenceDirectives]
    .map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('.'));
}

/** Where declarations say `any`, as file and line. */
export function anysOf(file: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${file.fileName}:${line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What an entry exports, sorted: a value by its kind, and all else as a type. */
export function exportsOf({ files, checker }: Declarations, types: string): readonly string[] {
  const path = resolve(ROOT, types);
  const file = files.find(({ fileName }) => fileName === path);
  const symbol = file && checker.getSymbolAtLocation(file);
  if (symbol === undefined) throw new Error(`${path} is no module`);
  return checker
    .getExportsOfModule(symbol)
    .map((each) => `${kindOf(each, checker)} ${each.name}`)
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function kindOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const { flags } = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  if ((flags & ts.SymbolFlags.Class) !== 0) return 'class';
  if ((flags & ts.SymbolFlags.Function) !== 0) return 'function';
  return (flags & ts.SymbolFlags.Value) === 0 ? 'type' : 'const';
}
