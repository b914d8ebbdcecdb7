import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { settings } from './compile.ts';
import { ROOT } from './pages.ts';

/** Something that users see: an export, a method, or a field. */
export interface PublicSymbol {
  /** `InventoryClient.adjust` */
  readonly name: string;
  /** `src/client/client.ts:103` */
  readonly place: string;
  readonly kind: 'function' | 'class' | 'value' | 'type' | 'method' | 'field';
  readonly summary: string;
  readonly hasExample: boolean;
}

/** The sources of the package's entries. */
function entries(): string[] {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, { readonly types: string } | string>>;
  };
  return Object.values(exports)
    .filter((entry) => typeof entry === 'object')
    .map(({ types }) => join(ROOT, types.replace('./dist/', 'src/').replace('.d.ts', '.ts')));
}

/** Everything that the entries export, with its methods and fields, each once. */
export function publicSymbols(): PublicSymbol[] {
  const program = ts.createProgram(entries(), settings());
  const checker = program.getTypeChecker();
  const found = new Map<ts.Node, PublicSymbol>();

  const add = (symbol: ts.Symbol, name: string): ts.Declaration | undefined => {
    const declaration = symbol.declarations?.find((each) => !found.has(each));
    const source = declaration?.getSourceFile();
    if (declaration === undefined || source === undefined) return undefined;
    if (program.isSourceFileFromExternalLibrary(source) || source.isDeclarationFile)
      return undefined;
    const tags = symbol.getJsDocTags(checker).map((tag) => tag.name);
    if (tags.includes('internal')) return undefined;
    const { line } = source.getLineAndCharacterOfPosition(declaration.getStart());
    found.set(declaration, {
      name,
      place: `${relative(ROOT, source.fileName)}:${line + 1}`,
      kind: kindOf(symbol, declaration, checker),
      summary: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      hasExample: tags.includes('example'),
    });
    return declaration;
  };

  for (const entry of entries()) {
    const source = program.getSourceFile(entry);
    const module = source && checker.getSymbolAtLocation(source);
    for (const exported of module === undefined ? [] : checker.getExportsOfModule(module)) {
      const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
      const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
      if (add(symbol, exported.name) === undefined) continue;
      for (const member of membersOf(symbol, checker))
        add(member, `${exported.name}.${member.name}`);
    }
  }
  return [...found.values()];
}

/** The fields and methods of a class or type that a user sees; of a union, those of its parts alone. */
function membersOf(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol[] {
  const { Class, Interface, TypeAlias } = ts.SymbolFlags;
  if ((symbol.flags & (Class | Interface | TypeAlias)) === 0) return [];
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  if ((type.flags & ts.TypeFlags.Object) === 0) return [];
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return checker.getPropertiesOfType(type).filter(({ name, valueDeclaration: declaration }) => {
    if (name.startsWith('__') || declaration === undefined) return false;
    const called = ts.getNameOfDeclaration(declaration);
    if (called !== undefined && ts.isPrivateIdentifier(called)) return false;
    return (ts.getCombinedModifierFlags(declaration) & hidden) === 0;
  });
}

function kindOf(
  symbol: ts.Symbol,
  declaration: ts.Declaration,
  checker: ts.TypeChecker,
): PublicSymbol['kind'] {
  if ((symbol.flags & ts.SymbolFlags.Function) !== 0) return 'function';
  if ((symbol.flags & ts.SymbolFlags.Class) !== 0) return 'class';
  if ((symbol.flags & ts.SymbolFlags.Variable) !== 0) return 'value';
  if ((symbol.flags & ts.SymbolFlags.Method) !== 0) return 'method';
  if ((symbol.flags & (ts.SymbolFlags.Property | ts.SymbolFlags.Accessor)) === 0) return 'type';
  const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
  return type.getCallSignatures().length > 0 ? 'method' : 'field';
}
