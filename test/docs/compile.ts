import { join } from 'node:path';
import ts from 'typescript';
import type { Module } from './modules.ts';
import { ROOT } from './pages.ts';

/** The project's own settings; but what a page declares is there for its reader, not to be used. */
export function settings(): ts.CompilerOptions {
  const read = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, ROOT, {
    noUnusedLocals: false,
    noUnusedParameters: false,
    moduleDetection: ts.ModuleDetectionKind.Force,
  });
  return options;
}

/** Compiles modules as one program, against the package as it was built. Returns what is wrong. */
export function compile(modules: readonly Module[]): string[] {
  const options = settings();
  const host = ts.createCompilerHost(options);
  const texts = new Map(modules.map(({ path, text }) => [join(ROOT, path), text]));
  const program = ts.createProgram([...texts.keys()], options, {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    getSourceFile: (path, language, ...rest) => {
      const text = texts.get(path);
      if (text === undefined) return host.getSourceFile(path, language, ...rest);
      return ts.createSourceFile(path, text, language);
    },
  });
  return modules.flatMap(({ path, file }) => {
    const source = program.getSourceFile(join(ROOT, path));
    const syntax = program.getSyntacticDiagnostics(source);
    return [...syntax, ...program.getSemanticDiagnostics(source)].map((problem) => {
      const line = source?.getLineAndCharacterOfPosition(problem.start ?? 0).line ?? 0;
      return `${file}:${line + 1}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`;
    });
  });
}
