import type { INodeProperties } from 'n8n-workflow';
import { sysId } from '../../domain/address/record';
import { InputError } from '../../domain/failure/inputError';
import type { Steps } from '../../domain/api/request';
import { type Attached, findAttachment } from '../../domain/attachment/named';
import { type RecordKey, findSysId } from '../../domain/records/lookup';
import type { Item } from '../../properties/item/item';
import { oncePerItem } from '../../properties/item/oncePerItem';
import { ATTACHMENT } from '../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import { keyList } from '../../properties/pickers/keyList';
import { optionsField } from '../../properties/values/write';

const HOLDER = 'Record of the File';

/** Which attachment, `more` fields, and what tells it from others of its name. */
export const attachmentFields = (more: INodeProperties[] = []): INodeProperties[] => [
	locator(ATTACHMENT, { name: 'attachment' }),
	...more,
	optionsField([
		{
			displayName: HOLDER,
			name: 'holder',
			type: 'string',
			default: '',
			placeholder: 'e.g. INC0010001',
			description: 'Number or sys_id of the record that a file chosen by name is attached to',
		},
	]),
];

/** The chosen attachment as it is named; an address may also be the `download_link` of its metadata. @throws InputError */
const attachmentKey = oncePerItem((item): RecordKey => {
	const { mode, value } = item.located('attachment', ATTACHMENT.displayName);
	const link = mode === 'url' ? /\/attachment\/([0-9a-f]{32})(?![0-9a-f])/i.exec(value)?.[1] : undefined;
	if (link !== undefined) return { sys_id: sysId(link, ATTACHMENT.displayName) };
	return resolveLocator(item, ATTACHMENT, 'attachment');
});

/** Items that name the same file go one after the other. */
export function attachmentLane(item: Item): string {
	const key = attachmentKey(item);
	return 'sys_id' in key ? key.sys_id : `${key.value} of ${String(item.collection('options').holder ?? '')}`;
}

/** The chosen attachment's sys_id, looked for where it is named. @throws InputError before anything is sent */
export function* resolveAttachment(item: Item): Steps<string> {
	const key = attachmentKey(item);
	if ('sys_id' in key) return key.sys_id;
	const holder = holderKey(item);
	const on: Attached = holder === undefined ? {} : { table_sys_id: yield* findSysId('task', holder) };
	return yield* findAttachment(key.value, on);
}

function holderKey(item: Item): RecordKey | undefined {
	const keys = keyList(String(item.collection('options').holder ?? ''), HOLDER);
	if (keys.length > 1) throw new InputError(HOLDER, 'It names several records', 'Name one of them.');
	return keys[0];
}
