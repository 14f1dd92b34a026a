/** Numbers as texts of digits, so that none of them is lost on the way through a floating point number. */

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** The number as a whole one of its last digit that is kept. */
function rounded(whole: string, fraction: string, digits: number): bigint {
	const kept = BigInt(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
	return (fraction[digits] ?? '0') >= '5' ? kept + 1n : kept;
}

function withPoint(number: bigint, digits: number): string {
	const text = String(number).padStart(digits + 1, '0');
	const point = text.length - digits;
	const behind = text.slice(point).replace(/0+$/, '');
	return behind === '' ? text.slice(0, point) : `${text.slice(0, point)}.${behind}`;
}

/** With at most so many digits behind the point, the half upwards; undefined for what is no number. */
export function decimalText(text: string, digits: number): string | undefined {
	const [, sign = '', whole = '', fraction = ''] = DECIMAL.exec(text) ?? [];
	if (whole === '' && fraction === '') return undefined;
	const shown = withPoint(rounded(whole, fraction, digits), digits);
	return sign === '-' && shown !== '0' ? `-${shown}` : shown;
}

/** What stands in front of the point. */
export function wholeText(text: string): string | undefined {
	const whole = decimalText(text, 0) === undefined ? undefined : text.replace(/\..*$/, '');
	return whole === undefined ? undefined : decimalText(/\d/.test(whole) ? whole : '0', 0);
}
