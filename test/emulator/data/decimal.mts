/** Numbers as texts of digits, so that none of them is lost on the way through a floating point number. */

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** With at most so many digits behind the point, the half upwards; undefined for what is no number. */
export function decimalText(text: string, digits: number): string | undefined {
	const [, sign = '', whole = '', fraction = ''] = DECIMAL.exec(text) ?? [];
	if (whole === '' && fraction === '') return undefined;
	const kept = BigInt(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
	const rounded = String((fraction[digits] ?? '0') >= '5' ? kept + 1n : kept).padStart(digits + 1, '0');
	const point = rounded.length - digits;
	const behind = rounded.slice(point).replace(/0+$/, '');
	const shown = behind === '' ? rounded.slice(0, point) : `${rounded.slice(0, point)}.${behind}`;
	return sign === '-' && shown !== '0' ? `-${shown}` : shown;
}

/** What stands in front of the point. */
export function wholeText(text: string): string | undefined {
	const whole = decimalText(text, 0) === undefined ? undefined : text.replace(/\..*$/, '');
	return whole === undefined ? undefined : decimalText(/\d/.test(whole) ? whole : '0', 0);
}
