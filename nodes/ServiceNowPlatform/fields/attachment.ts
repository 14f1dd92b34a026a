import type { INodeProperties } from 'n8n-workflow';
import { sysId } from '../domain/record';
import { ATTACHMENT } from './kinds';
import { locator, resolveLocator } from './locator';
import type { Parameters } from './parameters';

export const attachmentField: INodeProperties = locator(ATTACHMENT, { name: 'attachment' });

/** The chosen attachment's sys_id; an address may also be the `download_link` of its metadata. @throws InputProblem */
export function resolveAttachment(parameters: Parameters): string {
	const { mode, value } = parameters.located('attachment', ATTACHMENT.displayName);
	const link = mode === 'url' ? /\/attachment\/([0-9a-f]{32})(?![0-9a-f])/i.exec(value)?.[1] : undefined;
	if (link !== undefined) return sysId(link, ATTACHMENT.displayName);
	const key = resolveLocator(parameters, ATTACHMENT, 'attachment');
	return 'sys_id' in key ? key.sys_id : key.value;
}
