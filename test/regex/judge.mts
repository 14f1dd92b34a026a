import type { Diagnostics } from 'recheck';
import type { Expression, Found, Place } from './expressions.mts';

export type Verdict = Pick<Diagnostics, 'status'> & {
	complexity?: { summary: string };
	attack?: { pattern: string };
	error?: { kind: string };
};

const LONGEST_ATTACK = 200;

export const literal = ({ source, flags }: Pick<Expression, 'source' | 'flags'>): string => `/${source}/${flags}`;

const at = ({ file, line }: Place): string => `${file}:${line}`;

const nameOf = ({ file }: Place): string => file.slice(file.lastIndexOf('/') + 1);

function complaint(expression: Expression, verdict: Verdict | undefined): string {
	const head = `${at(expression)} ${literal(expression)}`;
	if (verdict?.status === 'vulnerable') {
		const attack = verdict.attack?.pattern.slice(0, LONGEST_ATTACK) ?? '?';
		return `${head} takes ${verdict.complexity?.summary ?? 'unknown'} time; try it on ${attack}`;
	}
	return `${head} could not be judged (${verdict?.error?.kind ?? 'no verdict'}): make it simpler`;
}

/** What is wrong, one line each; nothing is wrong with what is safe, or known not to be. */
export function complaints(
	{ expressions, built }: Found,
	verdicts: ReadonlyMap<string, Verdict>,
	known: Readonly<Record<string, readonly string[]>>,
): string[] {
	const isSafe = (expression: Expression) => verdicts.get(literal(expression))?.status === 'safe';
	const isKnown = (expression: Expression) => known[nameOf(expression)]?.includes(literal(expression)) === true;
	const unsafe = expressions.filter((expression) => !isSafe(expression));
	const unread = built.filter(
		({ file, line }) => !expressions.some((expression) => expression.file === file && expression.line === line),
	);
	const needless = Object.entries(known).flatMap(([file, own]) =>
		own
			.filter((pattern) => !unsafe.some((each) => nameOf(each) === file && literal(each) === pattern))
			.map(
				(pattern) => `${file} ${pattern} is not there any more, or safe: take it off the list in test/regex/known.mts`,
			),
	);
	return [
		...unsafe.filter((expression) => !isKnown(expression)).map((each) => complaint(each, verdicts.get(literal(each)))),
		...unread.map((place) => `${at(place)} is put together of what is entered, and so cannot be checked`),
		...needless,
	];
}
