import type { Json } from '../../domain/api/json';
import { apiPath, type ApiRequest, isObject, objectsIn } from '../../domain/api/request';
import { inForm, shown } from '../../domain/change/answer';
import { runJob } from '../../domain/change/worker';
import { findSysId } from '../../domain/records/lookup';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { timeLimitOf, timeLimitOption } from '../../properties/values/wait';
import { valuesOption } from '../../properties/output/read';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';

export function getSchedule(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Schedule',
			description:
				'Get the free times of its configuration item in which a change request with its planned duration could be carried out',
			action: 'Get schedule of change request',
		},
		readOnly: true,
		properties: [
			...recordProperties(subject),
			returnAllField,
			limitField,
			optionsField([valuesOption, timeLimitOption]),
		],
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const options = item.collection('options');
			const limit = limitOf(item);
			const time = timeLimitOf(options);
			const sys_id = yield* findSysId(table, key);
			const request: ApiRequest = { method: 'GET', path: apiPath`/api/sn_chg_rest/change/${sys_id}/schedule` };
			const { content, messages } = yield* runJob(request, time);
			const spans = spansOf(content);
			if (spans.length === 0) {
				const text = messages.join(' ') || 'ServiceNow found no free time for the change request.';
				item.notes.push({ subject: 'no free time', text });
			}
			const form = String(options.sysparm_display_value ?? 'false');
			return spans.slice(0, limit).map(({ start, end }) => inForm({ start: shown(start), end: shown(end) }, form));
		},
	};
}

function spansOf({ payload }: Json): Json[] {
	const spans = isObject(payload) ? payload.spans : undefined;
	return objectsIn(spans);
}
