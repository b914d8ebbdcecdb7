// The rules are made of the import table; this file only says them in the words of the tool.
import type { IConfiguration } from 'dependency-cruiser';
import { IMPORT_TABLE } from './import-table.ts';

const escaped = (text: string): string => text.replace(/[.\\/]/g, '\\$&');
const inside = (part: string): string => `^${escaped(part)}${part.endsWith('.ts') ? '$' : '/'}`;
const ofPackage = (name: string): string =>
  name === 'node:' ? '^(node:)?[a-z0-9_/]+$' : `(^|/)node_modules/${escaped(name)}/`;
const anyOf = (patterns: readonly string[]): string => patterns.join('|');

/** Files and folders that have a row of their own are not in the row of their folder. */
const exact = IMPORT_TABLE.flatMap(({ parts }) => parts);

const forbidden = IMPORT_TABLE.flatMap(({ parts, values, types, packages, because }) =>
  parts.flatMap((part) => {
    const others = exact.filter((file) => file !== part && file.startsWith(`${part}/`));
    const from = {
      path: inside(part),
      ...(others.length > 0 && { pathNot: anyOf(others.map(inside)) }),
    };
    const home = part.endsWith('.ts') ? part.slice(0, part.lastIndexOf('/')) : part;
    const own = home === 'src' ? [part] : [home];
    const allowed = [...own, ...values].map(inside);
    return [
      {
        name: `imports-of-${part}`,
        comment: because,
        severity: 'error' as const,
        from,
        to: { pathNot: anyOf([...allowed, ...types.map(inside), ...packages.map(ofPackage)]) },
      },
      ...(types.length === 0
        ? []
        : [
            {
              name: `types-alone-of-${part}`,
              comment: because,
              severity: 'error' as const,
              from,
              to: {
                path: anyOf(types.map(inside)),
                pathNot: anyOf(allowed),
                dependencyTypesNot: ['type-only' as const],
              },
            },
          ]),
    ];
  }),
);

export const configuration: IConfiguration = {
  forbidden: [
    ...forbidden,
    {
      name: 'by-name',
      comment: 'Examples import the package by its name, as a user does.',
      severity: 'error' as const,
      from: { path: '^examples/' },
      to: { path: '^(?:src|test)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules|^dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
};
