import type { Route } from '../types.mts';

export type Match =
	| { kind: 'route'; route: Route; params: Record<string, string>; version: string }
	| { kind: 'wrong-method'; allowed: string[] }
	| { kind: 'none' };

interface Compiled {
	route: Route;
	parts: string[];
}

const isNamed = (part: string) => part.startsWith(':');

/** A fixed word wins over a named part, from the left: `/attachment/file` is never taken for an id. */
function bySpecificity(left: Compiled, right: Compiled): number {
	for (const [index, part] of left.parts.entries()) {
		const difference = Number(isNamed(part)) - Number(isNamed(right.parts[index] ?? ''));
		if (difference !== 0) return difference;
	}
	return 0;
}

function decode(path: string): string[] | undefined {
	try {
		return path.split('/').slice(1).map(decodeURIComponent);
	} catch {
		return undefined;
	}
}

/** `/api/now/v2/table/incident` → `v2` and the path without it. Releases beyond v2 do not exist for these APIs. */
function splitVersion(parts: string[]): { version: string; parts: string[] } {
	const third = parts[2] ?? '';
	if (parts[0] !== 'api' || !/^v[12]$/.test(third)) return { version: '', parts };
	return { version: third, parts: [...parts.slice(0, 2), ...parts.slice(3)] };
}

function paramsOf(compiled: Compiled, parts: string[]): Record<string, string> | undefined {
	const params: Record<string, string> = {};
	for (const [index, part] of compiled.parts.entries()) {
		const value = parts[index] ?? '';
		if (isNamed(part)) {
			if (value === '') return undefined;
			params[part.slice(1)] = value;
		} else if (part !== value) return undefined;
	}
	return params;
}

export function createRouter(routes: Route[]): (method: string, path: string) => Match {
	const byLength = new Map<number, Compiled[]>();
	for (const route of routes) {
		const parts = route.path.split('/').slice(1);
		byLength.set(parts.length, [...(byLength.get(parts.length) ?? []), { route, parts }]);
	}
	for (const list of byLength.values()) list.sort(bySpecificity);

	return (method, path) => {
		const decoded = decode(path);
		if (!decoded) return { kind: 'none' };
		const { version, parts } = splitVersion(decoded);
		const wanted = method === 'HEAD' ? 'GET' : method;
		const allowed: string[] = [];
		for (const compiled of byLength.get(parts.length) ?? []) {
			const params = paramsOf(compiled, parts);
			if (!params) continue;
			if (compiled.route.method === wanted) return { kind: 'route', route: compiled.route, params, version };
			allowed.push(compiled.route.method);
		}
		return allowed.length > 0 ? { kind: 'wrong-method', allowed } : { kind: 'none' };
	};
}
