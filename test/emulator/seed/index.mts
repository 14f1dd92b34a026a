/** The seed: everything a fresh instance holds. */
import type { Seed } from '../types.mts';
import { acls } from './acls.mts';
import { accessPolicyRows } from './rows/accessPolicies.mts';
import { catalogRows } from './rows/catalog.mts';
import { changeModelRows } from './rows/changeModels.mts';
import { changeRows } from './rows/changes.mts';
import { ciRows, cmdbRuleRows } from './rows/cis.mts';
import { customRows } from './rows/custom.mts';
import { filterRows } from './rows/filters.mts';
import { groupRows } from './rows/groups.mts';
import { importSetRows } from './rows/importSets.mts';
import { incidentRows } from './rows/incidents.mts';
import { knowledgeRows } from './rows/knowledge.mts';
import { layoutRows } from './rows/layout.mts';
import { moneyRows } from './rows/money.mts';
import { placeRows } from './rows/places.mts';
import { platformRows } from './rows/platform.mts';
import { problemRows } from './rows/problems.mts';
import { roleRows } from './rows/roles.mts';
import { userRows } from './rows/users.mts';
import { promiseRows, viewRows } from './rows/views.mts';
import { accessPolicyTables } from './tables/accessPolicy.mts';
import { assetTables } from './tables/asset.mts';
import { catalogTables } from './tables/catalog.mts';
import { changeModelTables } from './tables/changeModel.mts';
import { changeChoices, changeTables } from './tables/change.mts';
import { cmdbTables } from './tables/cmdb.mts';
import { customTables } from './tables/custom.mts';
import { filterTables } from './tables/filter.mts';
import { importSetTables } from './tables/importset.mts';
import { incidentChoices, incidentTables } from './tables/incident.mts';
import { knowledgeTables } from './tables/knowledge.mts';
import { layoutTables } from './tables/layout.mts';
import { moneyTables } from './tables/money.mts';
import { oauthTables } from './tables/oauth.mts';
import { outboundLogTables } from './tables/outboundLog.mts';
import { placeTables } from './tables/place.mts';
import { platformTables } from './tables/platform.mts';
import { problemChoices, problemTables } from './tables/problem.mts';
import { rateLimitTables } from './tables/rateLimit.mts';
import { requestTables } from './tables/request.mts';
import { taskTables } from './tables/task.mts';
import { userTables } from './tables/user.mts';
import { viewTables } from './tables/view.mts';

const tables = [
	...platformTables,
	...rateLimitTables,
	...outboundLogTables,
	...accessPolicyTables,
	...layoutTables,
	...filterTables,
	...moneyTables,
	...viewTables,
	...oauthTables,
	...placeTables,
	...userTables,
	...taskTables,
	...incidentTables,
	...problemTables,
	...changeTables,
	...changeModelTables,
	...catalogTables,
	...requestTables,
	...cmdbTables,
	...assetTables,
	...knowledgeTables,
	...importSetTables,
	...customTables,
];
const choices = [...incidentChoices, ...problemChoices, ...changeChoices];

/** What every instance needs to work at all. */
const setUp = [
	...choices,
	...platformRows,
	...layoutRows,
	...filterRows,
	...moneyRows,
	...viewRows,
	...roleRows,
	...changeModelRows,
	...cmdbRuleRows,
	...importSetRows,
	...accessPolicyRows,
];

/** Tables, rules, roles and accounts, and no business records. */
export function emptySeed(): Seed {
	return { tables, acls, rows: [...setUp, ...userRows(false)] };
}

/** An instance in the shape that it comes out of the box with demo data. */
export function demoSeed(): Seed {
	return {
		tables,
		acls,
		rows: [
			...setUp,
			...placeRows,
			...userRows(true),
			...groupRows,
			...ciRows,
			...problemRows,
			...changeRows,
			...incidentRows,
			...promiseRows,
			...catalogRows,
			...knowledgeRows,
			...customRows,
		],
	};
}
