import { readDisplayValues } from '../../domain/catalog/answers/displayValues';
import { readStoredAnswers } from '../../domain/catalog/answers/storedAnswers';
import { findSysId } from '../../domain/records/lookup';
import { isSimplified, outputField } from '../../properties/output/form';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import type { Operation } from '../operation';

const output = outputField(['raw', 'simplified'], {
	raw: 'What is stored',
	simplified: 'With what people see as well: names of records, labels of choices',
});

export function getVariables(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Variables',
			description: 'Get what was answered when the item was ordered',
			action: 'Get variables of requested item',
		},
		readOnly: true,
		properties: [...recordProperties(subject), output],
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const sys_id = yield* findSysId(table, key);
			const { number, catItem, answers } = yield* readStoredAnswers(sys_id);
			const labels = isSimplified(item) ? yield* readDisplayValues(answers) : undefined;
			return [
				{
					sys_id,
					number,
					cat_item: catItem,
					variables: Object.fromEntries(answers.map(({ variable, value }) => [variable.name, value])),
					answers: answers.map(({ variable: { name, label, type }, value }, index) => ({
						name,
						label,
						type,
						value,
						...(labels === undefined ? {} : { display_value: labels[index] }),
					})),
				},
			];
		},
	};
}
