import { writeFileSync } from 'node:fs';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { ServiceNowPlatformApi } from '../../credentials/ServiceNowPlatformApi.credentials.ts';
import { ServiceNowPlatformOAuth2Api } from '../../credentials/ServiceNowPlatformOAuth2Api.credentials.ts';
import { ServiceNowPlatformServiceOAuth2Api } from '../../credentials/ServiceNowPlatformServiceOAuth2Api.credentials.ts';
import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { ServiceNowPlatform } from '../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts';
import { ServiceNowPlatformTrigger } from '../../nodes/ServiceNowPlatform/ServiceNowPlatformTrigger.node.ts';
import { storedSchemas } from '../support/examples/schemaStore.mts';
import { textOf } from './support/sources.mts';

/**
 * What workflows of users rely on: types, names of parameters with their choices and defaults, and keys of the output. A change of any
 * of it breaks somebody's workflow: `UPDATE_PROMISES=1 npm test -- test/unit/promises` writes it down, which makes it a decision.
 */
const FILE = 'docs/promises.txt';

const CREDENTIALS = [
	new ServiceNowPlatformServiceOAuth2Api(),
	new ServiceNowPlatformOAuth2Api(),
	new ServiceNowPlatformApi(),
];

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;

const isOption = (entry: Entry): entry is INodePropertyOptions => 'value' in entry;
const isCollection = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;
const plain = (value: unknown) => JSON.stringify(value) ?? 'none';

/** Names of parts that stand in many operations, with what is inside of them. */
type Shared = Map<string, string>;

/** A parameter as it is stored in a workflow; what is only shown is none. */
function told(property: INodeProperties, shared: Shared): string[] {
	if (property.type === 'notice') return [];
	const { name, type, options = [], modes } = property;
	const choices = [...new Set(options.filter(isOption).map(({ value }) => String(value)))].sort();
	const inside = options
		.filter((each): each is INodeProperties | INodePropertyCollection => !isOption(each))
		.flatMap((each) => insideOf(each, shared));
	const what = [
		`${name}: ${type}`,
		...(choices.length > 0 ? [`(${choices.join('|')})`] : []),
		...(modes === undefined ? [] : [`(${modes.map((mode) => mode.name).join('|')})`]),
	].join(' ');
	if (inside.length > 0) return [`${what} { ${inside.join(', ')} }`];
	return type === 'hidden' ? [what] : [`${what} = ${plain(property.default)}`];
}

/** What a collection holds, by name; what it is stands among the shared parts. */
function insideOf(each: INodeProperties | INodePropertyCollection, shared: Shared): string[] {
	const lines = isCollection(each)
		? [`${each.name} { ${each.values.flatMap((one) => insideOf(one, shared)).join(', ')} }`]
		: told(each, shared);
	return lines.map((line) => {
		const known = [...shared].filter(([key]) => key.split('#')[0] === each.name);
		const same = known.find(([, text]) => text === line)?.[0];
		const key = same ?? (known.length === 0 ? each.name : `${each.name}#${known.length + 1}`);
		shared.set(key, line);
		return key;
	});
}

const keysOf = (schema: { properties?: Record<string, unknown> } | undefined) =>
	Object.keys(schema?.properties ?? {}).join(', ');

function promised(): string {
	const [schemas, shared, lines]: [ReturnType<typeof storedSchemas>, Shared, string[]] = [
		storedSchemas(),
		new Map(),
		[],
	];
	const add = (title: string, properties: INodeProperties[], ...more: string[]) => {
		lines.push(title, ...[...properties.flatMap((one) => told(one, shared)), ...more].map((line) => `  ${line}`), '');
	};
	for (const type of CREDENTIALS) add(`credential ${type.name}`, type.properties);
	const [trigger, node] = [new ServiceNowPlatformTrigger().description, new ServiceNowPlatform().description];
	add(`node ${trigger.name} ${String(trigger.version)}`, trigger.properties);
	const common = node.properties.filter(({ displayOptions }) => displayOptions?.show?.resource === undefined);
	add(`node ${node.name} ${String(node.version)}`, common);
	for (const [resource, { operations }] of Object.entries(resources)) {
		for (const [operation, { properties }] of Object.entries(operations)) {
			const keys = keysOf(schemas.get(`${resource}/${operation}`)) || 'what the API sends';
			add(`${resource} ${operation}`, properties, `→ ${keys}`);
		}
	}
	const parts = [...shared].sort(([one], [other]) => one.localeCompare(other));
	return [...lines, 'parts', ...parts.map(([key, text]) => `  ${key} is ${text}`), ''].join('\n');
}

describe('What workflows rely on', () => {
	it('is what is written down', () => {
		const now = promised();
		if (process.env.UPDATE_PROMISES === '1') writeFileSync(FILE, now);
		expect(textOf(FILE).split('\n')).toEqual(now.split('\n'));
	});
});
