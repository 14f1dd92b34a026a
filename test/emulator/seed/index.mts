/** The seed: everything a fresh instance holds. */
import type { Seed } from '../types.mts';
import { acls } from './acls.mts';
import { accessPolicyRows } from './rows/platform/accessPolicies.mts';
import { catalogRows } from './rows/processes/catalog.mts';
import { changeModelRows } from './rows/processes/changeModels.mts';
import { changeRows } from './rows/processes/changes.mts';
import { ciRows, cmdbRuleRows } from './rows/foundation/cis.mts';
import { customRows } from './rows/platform/custom.mts';
import { filterRows } from './rows/platform/filters.mts';
import { groupRows } from './rows/foundation/groups.mts';
import { importSetRows } from './rows/platform/importSets.mts';
import { incidentRows } from './rows/processes/incidents.mts';
import { knowledgeRows } from './rows/processes/knowledge.mts';
import { layoutRows } from './rows/platform/layout.mts';
import { moneyRows } from './rows/platform/money.mts';
import { placeRows } from './rows/foundation/places.mts';
import { platformRows } from './rows/platform/platform.mts';
import { problemRows } from './rows/processes/problems.mts';
import { roleRows } from './rows/foundation/roles.mts';
import { userRows } from './rows/foundation/users.mts';
import { promiseRows, viewRows } from './rows/platform/views.mts';
import { accessPolicyTables } from './tables/platform/accessPolicy.mts';
import { assetTables } from './tables/foundation/asset.mts';
import { catalogTables } from './tables/processes/catalog.mts';
import { changeModelTables } from './tables/processes/changeModel.mts';
import { changeChoices, changeTables } from './tables/processes/change.mts';
import { cmdbTables } from './tables/foundation/cmdb.mts';
import { customTables } from './tables/platform/custom.mts';
import { filterTables } from './tables/platform/filter.mts';
import { importSetTables } from './tables/processes/importset.mts';
import { incidentChoices, incidentTables } from './tables/processes/incident.mts';
import { knowledgeTables } from './tables/processes/knowledge.mts';
import { layoutTables } from './tables/platform/layout.mts';
import { moneyTables } from './tables/platform/money.mts';
import { oauthTables } from './tables/platform/oauth.mts';
import { outboundLogTables } from './tables/platform/outboundLog.mts';
import { placeTables } from './tables/foundation/place.mts';
import { platformTables } from './tables/platform/platform.mts';
import { problemChoices, problemTables } from './tables/processes/problem.mts';
import { rateLimitTables } from './tables/platform/rateLimit.mts';
import { requestTables } from './tables/processes/request.mts';
import { taskTables } from './tables/processes/task.mts';
import { userTables } from './tables/foundation/user.mts';
import { viewTables } from './tables/platform/view.mts';

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
