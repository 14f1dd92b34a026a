import { ApiFailure } from '../../domain/failure/failure';
import { InputError } from '../../domain/failure/inputError';
import { apiPath, type ApiRequest, attempt, recordOf } from '../../domain/api/request';
import { metadataRequest } from '../../domain/attachment/attachment';
import { simplifiedOrRaw } from '../../properties/output/form';
import type { Operation } from '../operation';
import { attachmentShape } from './attachmentShape';
import { attachmentFields, resolveAttachment, attachmentLane } from './chosenAttachment';

export const rename: Operation = {
	option: { name: 'Rename', description: 'Change the file name of an attachment', action: 'Rename attachment' },
	properties: attachmentFields([
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. report.pdf',
			description: 'The new name, with its extension',
		},
		simplifiedOrRaw,
	]),
	lane: attachmentLane,
	*run(item) {
		const file_name = item.text('fileName');
		if (file_name === '') throw new InputError('File Name', 'No name is given', 'Enter the new name of the file.');
		const shape = attachmentShape(item);
		const sys_id = yield* resolveAttachment(item);
		const request: ApiRequest = {
			method: 'PATCH',
			path: apiPath`/api/now/attachment/${sys_id}`,
			body: { file_name },
			expects: 'nothing',
			idempotent: true,
		};
		const answer = yield* attempt(request);
		if (answer instanceof ApiFailure && answer.kind !== 'lost') throw answer;
		// The answer to a rename is empty, also where ServiceNow left the name as it was; and where it was lost, this tells.
		const metadata = recordOf(yield metadataRequest(sys_id));
		if (metadata.file_name === file_name) return [shape(metadata)];
		if (answer instanceof ApiFailure) throw answer;
		throw new ApiFailure({
			kind: 'bad-request',
			message: `The file is still named "${String(metadata.file_name)}"`,
			detail: 'ServiceNow took the new name without storing it.',
			method: request.method,
			path: request.path,
		});
	},
};
