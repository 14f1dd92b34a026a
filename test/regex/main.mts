import { globSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { check } from 'recheck';
import { builtWhenLoaded } from './built.mts';
import type { Found } from './expressions.mts';
import { expressionsOf } from './expressions.mts';
import type { Verdict } from './judge.mts';
import { complaints, literal } from './judge.mts';
import { KNOWN } from './known.mts';

/**
 * What counts is the limit of steps, an attack being what takes more. recheck's own limits of time, 1 s for an attack and 10 s
 * for a verdict, call safe expressions dangerous on a busy machine; with these they only end what never would.
 */
const PARAMETERS = { attackLimit: 300_000_000, attackTimeout: 30_000, timeout: 300_000 };

async function found(files: readonly string[]): Promise<Found> {
	const each = files.map((file) => expressionsOf(file, readFileSync(file, 'utf8')));
	const built = each.flatMap((own) => own.built);
	return { expressions: [...each.flatMap((own) => own.expressions), ...(await builtWhenLoaded(built))], built };
}

async function judged({ expressions }: Found): Promise<Map<string, Verdict>> {
	const waiting = [...new Map(expressions.map((expression) => [literal(expression), expression])).entries()];
	const verdicts = new Map<string, Verdict>();
	const worker = async (): Promise<void> => {
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
			const [key, { source, flags }] = next;
			verdicts.set(key, await check(source, flags, PARAMETERS));
		}
	};
	await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
	return verdicts;
}

const all = await found(globSync(['nodes/**/*.ts', 'credentials/**/*.ts']).sort());
const verdicts = await judged(all);
const wrong = complaints(all, verdicts, KNOWN);
for (const line of wrong) process.stderr.write(`${line}\n`);
process.stdout.write(
	`${all.expressions.length} regular expressions, ${verdicts.size} of them different: ${wrong.length} to mend.\n`,
);
process.exit(wrong.length === 0 ? 0 : 1);
