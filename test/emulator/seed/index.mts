/** The seed: everything a fresh instance holds. */
import type { Seed } from '../types.mts';
import { acls } from './acls.mts';
import { groupRows } from './rows/groups.mts';
import { incidentRows } from './rows/incidents.mts';
import { placeRows } from './rows/places.mts';
import { platformRows } from './rows/platform.mts';
import { roleRows } from './rows/roles.mts';
import { userRows } from './rows/users.mts';
import { assetTables } from './tables/asset.mts';
import { catalogTables } from './tables/catalog.mts';
import { changeChoices, changeTables } from './tables/change.mts';
import { cmdbTables } from './tables/cmdb.mts';
import { customTables } from './tables/custom.mts';
import { importSetTables } from './tables/importset.mts';
import { incidentChoices, incidentTables } from './tables/incident.mts';
import { knowledgeTables } from './tables/knowledge.mts';
import { platformTables } from './tables/platform.mts';
import { taskTables } from './tables/task.mts';
import { userTables } from './tables/user.mts';

const tables = [
	...platformTables,
	...userTables,
	...taskTables,
	...incidentTables,
	...changeTables,
	...catalogTables,
	...cmdbTables,
	...assetTables,
	...knowledgeTables,
	...importSetTables,
	...customTables,
];
const choices = [...incidentChoices, ...changeChoices];

/** Tables, rules, roles and accounts, and no business records. */
export function emptySeed(): Seed {
	return { tables, acls, rows: [...choices, ...platformRows, ...roleRows, ...userRows(false)] };
}

/** An instance in the shape that it comes out of the box with demo data. */
export function demoSeed(): Seed {
	return {
		tables,
		acls,
		rows: [
			...choices,
			...platformRows,
			...roleRows,
			...placeRows,
			...userRows(true),
			...groupRows,
			...incidentRows,
		],
	};
}
