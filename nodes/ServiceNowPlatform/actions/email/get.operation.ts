import { sysId } from '../../domain/address/record';
import { ApiFailure } from '../../domain/failure/failure';
import { apiPath, attempt, recordOf } from '../../domain/api/request';
import { withoutBlanks } from '../../domain/email';
import { isSimplified, outputField } from '../../properties/output/form';
import type { Operation } from '../operation';

const STATUS = 'id,type,state,error';
/** What went wrong is told only to whoever asks for it. */
const EVERYTHING = `${STATUS},subject,to,cc,bcc,importance,headers,text,html`;
const LISTS = ['to', 'cc', 'bcc'];

export const get: Operation = {
	option: { name: 'Get', description: 'Get a message, to see whether it was sent', action: 'Get email' },
	properties: [
		{
			displayName: 'Email ID',
			name: 'emailId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 06e095427f0022007f005212bdfa91b3',
			description: 'The ID that Send returned: the sys_id of the message',
		},
		outputField(['raw', 'simplified'], {
			raw: 'Everything, with recipients and content',
			simplified: 'Whether it was sent, and the error if it was not',
		}),
	],
	*run(item) {
		const id = sysId(item.text('emailId'), 'Email ID');
		const sysparm_fields = isSimplified(item) ? STATUS : EVERYTHING;
		const answer = yield* attempt({
			method: 'GET',
			path: apiPath`/api/now/v1/email/${id}`,
			query: { sysparm_fields },
		});
		if (answer instanceof ApiFailure) throw explained(answer);
		const entries = Object.entries(recordOf(answer));
		return [
			Object.fromEntries(entries.map(([name, value]) => [name, LISTS.includes(name) ? withoutBlanks(value) : value])),
		];
	},
	readOnly: true,
};

/** The API has one answer for what is not there and for what is hidden. */
function explained(failure: ApiFailure): ApiFailure {
	if (failure.kind !== 'forbidden') return failure;
	const advice = 'There is no such message, or the user may not read the table sys_email.';
	return new ApiFailure({ ...failure.facts, advice });
}
