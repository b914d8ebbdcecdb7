import { GENSTORE_202412 } from '../../index.ts';
import type { DoctorResult } from './result.ts';
import type { Finding, Verdict } from './lines.ts';

type Reported = Omit<DoctorResult, 'report'>;

/** A result as Markdown that can be shown to anybody. */
export function reportOf(result: Reported): string {
  const { profile, findings, problems, questions, remarks, exitCode, requests } = result;
  const parts = [
    '# How this shop speaks',
    conclusionOf(exitCode, requests),
    section('Not as it must be', problems),
    section('To be said by a person', questions),
    section('Good to know', remarks),
    exitCode === 3
      ? ''
      : `## Wire profile\n\n\`\`\`json\n${JSON.stringify(profile, undefined, 2)}\n\`\`\``,
    exitCode === 3 ? '' : tableOf(findings),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A result for a terminal. */
export function printDoctor(result: DoctorResult): string {
  const { profile, findings, problems, questions, remarks, exitCode, requests } = result;
  const others = Object.entries(profile).filter(
    ([name, value]) => value !== Reflect.get(GENSTORE_202412, name),
  );
  const count = (verdict: Verdict): number =>
    findings.filter((finding) => finding.verdict === verdict).length;
  const lines = [
    conclusionOf(exitCode, requests),
    ...problems.map((each) => `  x ${plain(each)}`),
    ...questions.map((each) => `  ? ${plain(each)}`),
    ...remarks.map((each) => `  - ${plain(each)}`),
  ];
  if (exitCode !== 3) {
    const differing = others.map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`);
    lines.push(
      ...(differing.length === 0
        ? ['All names that were seen are the usual ones.']
        : ['Other than usual:', ...differing, GO_ON]),
      `Lines of the contract: ${count('confirmed')} confirmed, ${count('contradicted')} contradicted, ${count('not seen')} not seen.`,
      ...findings
        .filter(({ verdict }) => verdict === 'contradicted')
        .map(({ line, seen }) => `    ${line}: ${plain(seen)}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

const GO_ON =
  'The other commands need to know: --out profile.json writes it down, --wire profile.json reads it.';

function conclusionOf(exitCode: DoctorResult['exitCode'], requests: number): string {
  const after = `after ${requests} ${requests === 1 ? 'request' : 'requests'}`;
  if (exitCode === 0) return `All that the client needs is confirmed, ${after}.`;
  if (exitCode === 1) return `Not all that the client needs is confirmed, ${after}.`;
  return `The shop could not be looked at, ${after}.`;
}

function section(title: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  return `## ${title}\n\n${sentences.map((each) => `- ${each}`).join('\n')}`;
}

function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ line, verdict, seen }) =>
      `| ${line} | ${verdict} | ${seen.replaceAll('|', String.raw`\|`)} |`,
  );
  const head = '| line of docs/wire-contract.md | verdict | what was seen |\n| --- | --- | --- |';
  return `## The contract, line by line\n\n${head}\n${rows.join('\n')}`;
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}
