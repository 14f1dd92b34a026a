/** What the fields of a fault may hold. */
export interface Check {
	expected: string;
	fits(value: unknown): boolean;
}

const check = (expected: string, fits: Check['fits']): Check => ({ expected, fits });

const isPlain = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const aNumber = check('a number', Number.isFinite);
export const aCount = check('a number from 0', (value) => Number.isFinite(value) && Number(value) >= 0);
export const aText = check('a text', (value) => typeof value === 'string');
export const aFlag = check('true or false', (value) => typeof value === 'boolean');
export const anything = check('any JSON', () => true);

export const oneOf = (...words: string[]): Check =>
	check(`one of ${words.join(', ')}`, (value) => words.includes(String(value)));

export const either = (left: Check, right: Check): Check =>
	check(`${left.expected} or ${right.expected}`, (value) => left.fits(value) || right.fits(value));

export const listOf = ({ expected, fits }: Check): Check =>
	check(`a list, each ${expected}`, (value) => Array.isArray(value) && value.every(fits));

export const mapOf = ({ expected, fits }: Check): Check =>
	check(`an object, each value ${expected}`, (value) => isPlain(value) && Object.values(value).every(fits));

export const shaped = (fields: Record<string, Check>): Check =>
	check(`an object of ${Object.keys(fields).join(', ')}`, (value) => isPlain(value) && misfit(value, fields) === '');

export const aPattern = check('a regular expression', (value) => {
	try {
		return typeof value === 'string' && new RegExp(value) !== undefined;
	} catch {
		return false;
	}
});

export const optional = ({ expected, fits }: Check): Check =>
	check(expected, (value) => value === undefined || fits(value));

/** What does not fit, in words; '' where all does. */
export function misfit(value: Record<string, unknown>, fields: Readonly<Record<string, Check>>): string {
	const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
	if (unknown !== undefined)
		return `'${unknown}' is not known; there is ${Object.keys(fields).join(', ') || 'nothing'}`;
	const wrong = Object.entries(fields).find(([name, { fits }]) => !fits(value[name]));
	return wrong ? `'${wrong[0]}' has to be ${wrong[1].expected}` : '';
}
