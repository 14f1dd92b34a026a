import { isUndecided } from '../../domain/failure/undecided';
import { ApiFailure } from '../../domain/failure/failure';
import { type ApiRequest, type ApiResponse, isObject, resultOf } from '../../domain/api/request';

/** Writes that are named; more help nobody. */
const MOST = 10;

/** Notes what became of a write, for the item that fails later. */
export function note(progress: string[], request: ApiRequest, outcome: ApiResponse | ApiFailure): void {
	if (request.method === 'GET' || request.reads === true) return;
	if (!(outcome instanceof ApiFailure)) progress.push(line(request) + nameOf(outcome));
	else if (isUndecided(outcome.facts)) progress.push(`${line(request)} (perhaps)`);
}

/** A failure of the item with what had been done of its work before, which nobody should do twice. */
export function withProgress(error: unknown, progress: string[]): unknown {
	if (!(error instanceof ApiFailure) || error.facts.before !== undefined) return error;
	const { method = '', path = '' } = error.facts;
	// A failure of the write itself says so in its own words.
	const own = isUndecided(error.facts) ? `${line({ method, path })} (perhaps)` : undefined;
	const before = progress.filter((one) => one !== own);
	if (before.length === 0) return error;
	const more = before.length > MOST ? [`${before.length - MOST} more`] : [];
	return new ApiFailure({ ...error.facts, before: [...before.slice(0, MOST), ...more] });
}

function line({ method, path }: { method: string; path: string }): string {
	return `${method} ${path}`;
}

/** By which people find what was made. */
function nameOf(response: ApiResponse): string {
	const result = resultOf(response);
	if (!isObject(result)) return '';
	const names = [result.number, result.sys_id].flatMap((name) => (typeof name === 'string' && name ? [name] : []));
	return names.length === 0 ? '' : ` (${names.join(', ')})`;
}
