import { ExecutionCache } from '../../domain/api/executionCache';
import { InputError } from '../../domain/failure/inputError';
import type { Steps } from '../../domain/api/request';
import { readLaterWord, type Rule } from '../../domain/changes/bell/rule';
import { scriptOf } from '../../domain/changes/bell/script';
import { readUserName } from '../../domain/changes/me';
import { shortHash } from '../../domain/changes/seen';
import { EVERY, withoutOrder } from '../../domain/encodedQuery';
import type { Item } from '../../properties/item/item';
import type { EventKind } from '../events';
import { findAuditFailure } from '../audit';
import { resolveWatchedRecords } from '../filter';
import { settingsOf } from '../settings';
import type { Facts } from './facts';

/** A test ends by itself, should n8n not come to end it: two minutes is what n8n listens. */
const TEST_LASTS = 180_000;
/** Characters of a rule's name. */
const LONGEST_NAME = 40;

export interface Place {
	workflow: { id?: string; name?: string };
	node: { id: string; name: string };
	facts: Facts;
	isTest: boolean;
}

/** What tells the rules of a node from all others. */
export function markOf({ workflow, node, isTest }: Pick<Place, 'workflow' | 'node' | 'isTest'>): string {
	return `n8n ${isTest ? 'test ' : ''}${shortHash(`${workflow.id} ${node.id}`)}`;
}

/** The rule that rings for what the trigger waits for. @throws InputError */
export function* resolveRule(item: Item, place: Place): Steps<Rule> {
	const settings = settingsOf(item);
	const { event, table, watched, midServer } = settings;
	const query = event === 'deleted' ? EVERY : yield* resolveWatchedRecords(item, settings);
	const muteFor = settings.ignoreOwn ? ((yield* readUserName(new ExecutionCache())) ?? '') : '';
	const until = place.isTest ? Date.now() + TEST_LASTS : 0;
	const tellsDeleted = event === 'deleted' && (yield* findAuditFailure(item)) !== undefined;
	const mark = markOf(place);
	return {
		name: `${mark} ${place.workflow.name ?? ''}`.trim().slice(0, LONGEST_NAME),
		mark,
		table,
		when: tellsDeleted ? 'after' : yield* readLaterWord(item.cache),
		on: occasionsOf(event),
		condition: [withoutOrder(query), changing(watched)].filter((term) => term !== '').join('^'),
		script: scriptOf({ ...place.facts, muteFor, midServer, until, tellsDeleted }),
	};
}

function occasionsOf(event: EventKind): Rule['on'] {
	return {
		insert: event !== 'deleted' && event !== 'updated',
		update: event !== 'deleted' && event !== 'created',
		delete: event === 'deleted',
	};
}

function changing(columns: string[]): string {
	return columns.map((column) => `${column}VALCHANGES`).join('^OR');
}

/** @throws InputError for an address that no instance can reach by it */
export function reachable(url: string | undefined): string {
	if (url !== undefined && /^https?:\/\/./.test(url)) return url;
	throw new InputError(
		'Mode',
		'n8n has no address at which ServiceNow could ring',
		'Set WEBHOOK_URL, or choose Polling.',
	);
}
