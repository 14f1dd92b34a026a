import type { INodeProperties } from 'n8n-workflow';
import { type Attached, attachmentNamed } from '../../domain/attachment/named';
import { type RecordKey, sysIdOf } from '../../domain/records/lookup';
import { InputProblem } from '../../domain/api/inputProblem';
import { sysId } from '../../domain/address/record';
import type { Steps } from '../../domain/api/request';
import { ATTACHMENT } from '../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import type { Parameters } from '../../properties/item/parameters';
import { keyList } from '../../properties/pickers/taskRecord';
import { optionsField } from '../../properties/values/write';

const HOLDER = 'Record of the File';

/** Which attachment, and what tells it from others of its name. */
export const attachmentFields: INodeProperties[] = [
	locator(ATTACHMENT, { name: 'attachment' }),
	optionsField([
		{
			displayName: HOLDER,
			name: 'holder',
			type: 'string',
			default: '',
			placeholder: 'e.g. INC0010001',
			description: 'Number or sys_id of the record on which a file that is chosen by name hangs',
		},
	]),
];

/** The chosen attachment as it is named; an address may also be the `download_link` of its metadata. @throws InputProblem */
function attachmentKey(parameters: Parameters): RecordKey {
	const { mode, value } = parameters.located('attachment', ATTACHMENT.displayName);
	const link = mode === 'url' ? /\/attachment\/([0-9a-f]{32})(?![0-9a-f])/i.exec(value)?.[1] : undefined;
	if (link !== undefined) return { sys_id: sysId(link, ATTACHMENT.displayName) };
	return resolveLocator(parameters, ATTACHMENT, 'attachment');
}

/** Items that name the same file go one after the other. */
export function attachmentLane(parameters: Parameters): string {
	const key = attachmentKey(parameters);
	return 'sys_id' in key ? key.sys_id : `${key.value} of ${String(parameters.collection('options').holder ?? '')}`;
}

/** The chosen attachment's sys_id, looked for where it is named. @throws InputProblem before anything is sent */
export function* attachmentId(parameters: Parameters): Steps<string> {
	const key = attachmentKey(parameters);
	if ('sys_id' in key) return key.sys_id;
	const holder = holderKey(parameters);
	const on: Attached = holder === undefined ? {} : { table_sys_id: yield* sysIdOf('task', holder) };
	return yield* attachmentNamed(key.value, on);
}

function holderKey(parameters: Parameters): RecordKey | undefined {
	const keys = keyList(String(parameters.collection('options').holder ?? ''), HOLDER);
	if (keys.length > 1) throw new InputProblem(HOLDER, 'It names several records', 'Name one of them.');
	return keys[0];
}
