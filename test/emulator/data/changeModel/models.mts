/** Which process a change follows: its model's, or its type's where it has no model. */
import type { Row, Store } from '../../types.mts';

export type Process = 'normal' | 'standard' | 'emergency';

/** Plain reading, whoever does it. */
export type Rows = Pick<Store, 'find' | 'one'>;

const TABLE = 'chg_model';
const PROCESSES: readonly Process[] = ['normal', 'standard', 'emergency'];

const processNamed = (name: string | undefined): Process | undefined => PROCESSES.find((process) => process === name);

/** The preset of a model is an encoded query: `type=emergency^EQ`. */
function typeOfModel({ record_preset = '' }: Row): Process | undefined {
	return processNamed(/(?:^|\^)type=([^^]*)/.exec(record_preset)?.[1]);
}

export function processOf(rows: Rows, change: Row): Process {
	const model = change.chg_model ? rows.one(TABLE, { sys_id: change.chg_model }) : undefined;
	return (model && typeOfModel(model)) ?? processNamed(change.type) ?? 'normal';
}

/**
 * Either of model and type decides; with both the type is a mere category. With neither the default model is taken,
 * which is documented to change from release to release.
 */
export function withModel(rows: Rows, values: Row): Row {
	const models = rows.find(TABLE, { active: 'true' });
	const given = models.find(({ sys_id }) => sys_id === values.chg_model);
	if (given) return { type: typeOfModel(given) ?? 'normal', ...values };
	const type = processNamed(values.type);
	const model = type
		? models.find((candidate) => typeOfModel(candidate) === type)
		: models.find(({ default_change_model }) => default_change_model === 'true');
	return { ...values, chg_model: model?.sys_id ?? '', type: type ?? (model && typeOfModel(model)) ?? 'normal' };
}
