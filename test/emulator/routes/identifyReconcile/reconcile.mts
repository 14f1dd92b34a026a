/** A whole payload, from what was reported to what was done. */
import type { Session, Store } from '../../types.mts';
import { commit, decide } from './commit.mts';
import type { Writer } from './commit.mts';
import { identify } from './identify.mts';
import { fail, isFailed, newOutcome } from './outcome.mts';
import type { Outcome } from './outcome.mts';
import { mergeKept } from './partial.mts';
import type { Payload } from './payload.mts';
import { writeBelongings } from './related.mts';
import { relate } from './relations.mts';
import { hostingRules, isConfigurationItem, ruleOf } from './rules.mts';

export interface Options {
	dataSource: string;
	/** False only says what would be done. */
	write: boolean;
	/** Keep what cannot be recognised yet. */
	partialPayloads: boolean;
	/** Write the good items of a payload that has bad ones. */
	partialCommits: boolean;
	/** Take two reports of one item for one, instead of refusing both. */
	deduplicate: boolean;
}

export interface Reconciled {
	outcomes: Outcome[];
	relations: object[];
}

export function isDataSource(store: Store, name: string): boolean {
	return store.schema.choices('cmdb_ci', 'discovery_source').some(({ value }) => value === name);
}

function check(store: Store, outcome: Outcome, dataSource: string): void {
	const { className } = outcome.item;
	if (!isDataSource(store, dataSource)) {
		const problem = dataSource === '' ? 'no data source exist' : `invalid data source [${dataSource}] exist`;
		const advice = 'You need to provide a valid choice value from field [discovery_source] in table [cmdb_ci]';
		fail(outcome, 'INVALID_INPUT_DATA', `In payload ${problem}. ${advice}`);
	} else if (className === '' || !isConfigurationItem(store, className)) {
		fail(outcome, 'INVALID_INPUT_DATA', `Invalid className [${className}]`);
	}
}

const shown = ({ className, values }: Outcome['item']): string => JSON.stringify({ className, values });

const isDependent = (store: Store, { item }: Outcome): boolean => ruleOf(store, item.className)?.independent === false;

/** The items of the payload that a dependent item runs on, by the relations that the rules allow for that. */
function hostsOf(store: Store, { item }: Outcome, { relations }: Payload, outcomes: readonly Outcome[]): Outcome[] {
	const rules = hostingRules(store, item.className);
	return relations
		.filter(({ parent }) => parent === item.index)
		.flatMap(({ child, type }) => {
			const host = outcomes[child];
			const chain = store.schema.chain(host?.item.className ?? '');
			return host && rules.some((rule) => rule.relation === type && chain.includes(rule.child)) ? [host] : [];
		});
}

function settleHosts(store: Store, outcome: Outcome, payload: Payload, outcomes: readonly Outcome[]): void {
	const { item } = outcome;
	if (item.values.sys_id) return;
	const hosts = hostsOf(store, outcome, payload, outcomes);
	if (hosts.length === 0 && !item.hosts?.length) {
		const rules = hostingRules(store, item.className).map(
			({ parent, relation, child }) => `${parent} ${relation} ${child}`,
		);
		const message =
			`In payload no relations defined for dependent class [${item.className}] that matches any containment/hosting ` +
			`rules: [${rules.join(', ')}]. Add appropriate relations in payload for '${shown(item)}'`;
		fail(outcome, 'MISSING_DEPENDENCY', message);
	} else if (hosts.some(isFailed))
		fail(
			outcome,
			'ABANDONED',
			`Abandoning processing payload item '${shown(item)}', since its depends on payload item '${hosts.map((host) => shown(host.item)).join(', ')}' has errors`,
		);
	else item.hosts = [...(item.hosts ?? []), ...hosts.map(({ sysId }) => sysId)];
}

/** What two items of one payload share when they are reports of the same thing. */
const identityOf = ({ match, sysId, key }: Outcome): string => (match ? sysId : key);

function merge(first: Outcome, second: Outcome): void {
	first.inputIndices.push(...second.inputIndices);
	Object.assign(first.item.values, second.item.values);
}

function refuseBoth(first: Outcome, second: Outcome): void {
	const place = `index ${first.item.index} and ${second.item.index}`;
	const fields = (second.attempts.find(({ attemptResult }) => attemptResult !== 'SKIPPED')?.attributes ?? []).join(
		', ',
	);
	const message =
		`Found duplicate items in the payload (${place}), using className [${second.item.className}] and fields ` +
		`[${fields}]. Remove duplicate items from payload`;
	for (const outcome of [first, second]) fail(outcome, 'DUPLICATE_PAYLOAD_RECORDS', message);
}

/** Which outcome stands for which place of the payload. */
function settleDuplicates(outcomes: readonly Outcome[], deduplicate: boolean): Map<number, Outcome> {
	const places = new Map<number, Outcome>();
	const seen = new Map<string, Outcome>();
	for (const outcome of outcomes) {
		const identity = isFailed(outcome) ? '' : identityOf(outcome);
		const first = seen.get(identity);
		places.set(outcome.item.index, first && deduplicate ? first : outcome);
		if (identity === '') continue;
		if (!first) seen.set(identity, outcome);
		else if (deduplicate) merge(first, outcome);
		else refuseBoth(first, outcome);
	}
	return places;
}

function abandonRest(outcomes: readonly Outcome[]): void {
	if (!outcomes.some(({ errors }) => errors.length > 0)) return;
	for (const outcome of outcomes) if (!isFailed(outcome)) fail(outcome, 'ABANDONED', 'Too many other errors');
}

function identifyAll(store: Store, payload: Payload, options: Options): Outcome[] {
	const outcomes = payload.items.map(newOutcome);
	for (const outcome of outcomes) check(store, outcome, options.dataSource);
	const able = outcomes.filter((outcome) => !isFailed(outcome));
	if (options.partialPayloads) for (const outcome of able) mergeKept(store, outcome);
	for (const outcome of able) if (!isDependent(store, outcome)) identify(store, outcome, options.partialPayloads);
	for (const outcome of able.filter((each) => isDependent(store, each))) {
		settleHosts(store, outcome, payload, outcomes);
		if (!isFailed(outcome)) identify(store, outcome, options.partialPayloads);
	}
	return outcomes;
}

export function reconcile(store: Store, session: Session, payload: Payload, options: Options): Reconciled {
	return store.transaction(() => {
		const all = identifyAll(store, payload, options);
		const places = settleDuplicates(all, options.deduplicate);
		const outcomes = [...new Set(places.values())];
		if (!options.partialCommits) abandonRest(outcomes);
		for (const outcome of outcomes) decide(store, outcome);
		const writer: Writer = { store, session, dataSource: options.dataSource };
		if (options.write) {
			for (const outcome of outcomes) commit(writer, outcome);
			writeBelongings(store, outcomes, payload.references, places);
		}
		return { outcomes, relations: relate(store, payload.relations, places, options.write) };
	});
}
