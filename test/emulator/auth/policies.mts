/**
 * API access policies: which kinds of sign-in an API takes. Without one it takes all but API keys, which have to be let in
 * by a policy of the API itself. The tables' columns are the emulator's; the rules are documented.
 */
import { apiOf, isResource } from '../apis.mts';
import { notAuthenticated } from '../errors.mts';
import type { Route, Row, Session, Store, WriteEvent } from '../types.mts';

/** The type of an authentication profile for a way of signing in; the rest is not asked about. */
const TYPES: Partial<Record<Session['via'], string>> = { basic: 'basic', bearer: 'oauth', apikey: 'api_key' };
const SCHEMES: Readonly<Record<string, string>> = { basic: 'BASIC', oauth: 'BEARER' };
const TABLES = new Set(['sys_api_access_policy', 'sys_api_access_policy_profile', 'sys_inbound_auth_profile']);
const FIRST_ONLY = 'glide.security.response.authenticate.header.auth_profile.first_scheme_only';

/** A resource counts most, then a method, then a version; a global policy yields to every other. undefined: does not fit. */
function weightOf(policy: Row, route: Route, version: string): number | undefined {
	const parts: Array<readonly [all: string | undefined, fits: boolean, weight: number]> = [
		[policy.apply_to_all_resources, isResource(policy.resource ?? '', route), 4],
		[policy.apply_to_all_methods, policy.http_method === route.method, 2],
		[policy.apply_to_all_versions, policy.version === version, 1],
	];
	if (policy.global === 'true') return policy.apply_to_all_methods === 'true' ? -2 : -1;
	if (policy.api !== apiOf(route) || parts.some(([all, fits]) => all !== 'true' && !fits)) return undefined;
	return parts.reduce((sum, [all, , weight]) => sum + (all === 'true' ? 0 : weight), 0);
}

function policyFor(store: Store, route: Route, version: string): Row | undefined {
	const weighed = store
		.find('sys_api_access_policy', { active: 'true' })
		.map((policy) => ({ policy, weight: weightOf(policy, route, version) }))
		.filter((each): each is { policy: Row; weight: number } => each.weight !== undefined);
	return weighed.sort((left, right) => right.weight - left.weight)[0]?.policy;
}

/** The latest first. */
function profileTypes(store: Store, policy: Row): string[] {
	const links = store.find('sys_api_access_policy_profile', { policy: policy.sys_id ?? '' });
	const latest = links.sort((left, right) => ((left.sys_created_on ?? '') < (right.sys_created_on ?? '') ? 1 : -1));
	const profiles = latest.flatMap(({ profile = '' }) =>
		store.find('sys_inbound_auth_profile', { sys_id: profile, active: 'true' }),
	);
	const types = [...new Set(profiles.map(({ type = '' }) => type))];
	return policy.global === 'true' ? types.filter((type) => type !== 'api_key') : types;
}

function challenge(store: Store, types: readonly string[]): string {
	const schemes = types.flatMap((type) => SCHEMES[type] ?? []);
	const shown = store.property(FIRST_ONLY) === 'false' ? schemes : schemes.slice(0, 1);
	return shown.map((scheme) => `${scheme} realm="Service-now"`).join(', ');
}

export interface Policies {
	/** Throws 401 where the API does not take the way in which the session signed in. */
	demand(route: Route, version: string, session: Session): void;
	/** Told of every write: what an API takes is worked out once until a policy changes. */
	forget(event?: WriteEvent): void;
}

export function createPolicies(store: () => Store): Policies {
	const known = new Map<string, string[] | undefined>();

	/** undefined: there is no policy. */
	function typesFor(route: Route, version: string): string[] | undefined {
		const key = `${route.name}/${version}`;
		if (!known.has(key)) {
			const policy = policyFor(store(), route, version);
			known.set(key, policy && profileTypes(store(), policy));
		}
		return known.get(key);
	}

	return {
		demand(route, version, { via }) {
			const type = TYPES[via];
			if (apiOf(route) === '' || type === undefined) return;
			const types = typesFor(route, version);
			if (types?.includes(type) ?? type !== 'api_key') return;
			throw notAuthenticated(challenge(store(), types ?? ['basic']));
		},
		forget(event) {
			if (!event || TABLES.has(event.table)) known.clear();
		},
	};
}
