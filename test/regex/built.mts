import '../support/process/sourceHooks.mts';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Expression, Place } from './expressions.mts';

/** The frame that asked for a regular expression: below this file's own. */
function callerOf(stack: string): Place | undefined {
	for (const line of stack.split('\n').slice(1)) {
		const [, url, number] = /(file:\/\/[^)]*?):(\d+):\d+\)?$/.exec(line) ?? [];
		if (url === undefined || url === import.meta.url) continue;
		return { file: path.relative(process.cwd(), fileURLToPath(url)), line: Number(number) };
	}
	return undefined;
}

/**
 * What the sources put together when they are loaded: `new RegExp(START + ID)` of constants. Loads the files of these places
 * and looks on. Nothing comes of what is put together later, of what somebody has entered.
 */
export async function builtWhenLoaded(places: readonly Place[]): Promise<Expression[]> {
	const expressions: Expression[] = [];
	const original = globalThis.RegExp;
	const note = (made: RegExp): RegExp => {
		const place = callerOf(new Error('where').stack ?? '');
		if (place) expressions.push({ ...place, source: made.source, flags: made.flags });
		return made;
	};
	globalThis.RegExp = new Proxy(original, {
		construct: (target, args: [string, string?], newTarget) =>
			note(Reflect.construct(target, args, newTarget) as RegExp),
		apply: (target, self, args: [string, string?]) => note(Reflect.apply(target, self, args) as RegExp),
	});
	try {
		for (const file of new Set(places.map(({ file }) => file))) await import(pathToFileURL(path.resolve(file)).href);
	} finally {
		globalThis.RegExp = original;
	}
	const isWanted = ({ file, line }: Place) => places.some((place) => place.file === file && place.line === line);
	return expressions.filter(isWanted);
}
