import fc from 'fast-check';
import { parseQuery } from '../../../../nodes/ServiceNowPlatform/domain/query/parse.ts';
import { pastedQuery } from '../../../../nodes/ServiceNowPlatform/domain/query/pasted.ts';
import { parseQuery as parsedByInstance } from '../../../emulator/data/query/parse.mts';
import { thrown } from '../../support/failures.mts';

const refusal = (query: string) =>
	thrown(() => parseQuery(query)) as { field: string; message: string; advice: string };
const QUERY = 'active=true^priority=1';
const host = 'https://dev12345.service-now.com';

describe('A query', () => {
	it.each([
		[QUERY, ['active', 'priority']],
		['stateIN1,2^ORurgency=1^NQactive=false^EQ', ['state', 'urgency', 'active']],
		['^active=true^', ['active']],
		[
			'caller_id.manager.emailLIKEa b^ORDERBYDESCopened_at^ORDERBYnumber^GROUPBYstate',
			['caller_id.manager.email', 'opened_at', 'number', 'state'],
		],
		['123TEXTQUERY321=mail & web^123TEXTINDEXGROUP321=x', []],
		['caller_id=javascript:gs.getUserID()', ['caller_id']],
		['opened_atONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)', ['opened_at']],
		["opened_atDATEPARTMonday@javascript:gs.datePart('dayofweek','monday','EE')", ['opened_at']],
		['opened_atRELATIVEGT@hour@ago@1', ['opened_at']],
		['opened_atMORETHANclosed_at@day@before@1^impactSAMEASurgency', ['opened_at', 'closed_at', 'impact', 'urgency']],
		['RLQUERYincident.problem_id,>=1^no_such=1^ENDRLQUERY^active=true', ['active']],
		['JOINincident.caller_id=sys_user.sys_id!active=true^u=1^NQstate=1', ['state']],
		['sys_tags.2b7609eb=2b7609eb^variables.4c71a780=x', ['sys_tags.2b7609eb', 'variables.4c71a780']],
		['sys_class_nameINSTANCEOFcmdb_ci^cmdb_ciDYNAMICabc', ['sys_class_name', 'cmdb_ci']],
		['short_descriptionLIKEa^^b', ['short_description']],
		['short_description=salt & pepper', ['short_description']],
		['short_descriptionLIKEthis and that', ['short_description']],
		['short_description=', ['short_description']],
		['nameENDSWITH%', ['name']],
		['priorityBETWEEN1@3^stateNOT IN6,7^nameNOTLIKEx^a!*b^c%d', ['priority', 'state', 'name', 'a', 'c']],
		['', []],
	])('names fields: %s', (query, columns) => {
		expect(parseQuery(query).columns).toEqual(columns);
	});

	it('names the values that columns are to have, or not to have', () => {
		expect(parseQuery('state=In Progress^ORpriority!=2^impactNOT IN1,High^numberSTARTSWITHINC').compared).toEqual([
			{ column: 'state', value: 'In Progress' },
			{ column: 'priority', value: '2' },
			{ column: 'impact', value: '1' },
			{ column: 'impact', value: 'High' },
		]);
	});

	it.each([
		['active = true^priority = 1', '"active = true" at character 1 is no condition', 'Write active=true.'],
		['active=true^priority = 1', '"priority = 1" at character 13 is no condition', 'Write priority=1.'],
		['active=true ^ priority=1', '"active=true " at character 1 has blanks around its value', 'Write active=true.'],
		['active=true^ priority=1', '" priority=1" at character 13 is no condition', 'Write priority=1.'],
		[
			'active=true AND priority=1',
			'at character 1 seems to hold a second condition, on priority',
			'Join conditions with ^',
		],
		['active=true&priority=1', 'seems to hold a second condition, on priority', '^OR'],
		['active=true && priority=1', 'seems to hold a second condition', '^'],
		['active=true or priority=1', 'seems to hold a second condition', '^OR'],
		['active=true;priority=1', 'seems to hold a second condition', '^OR'],
		['active=true, priority=1', 'seems to hold a second condition', '^OR'],
		['active=true^^priority=1', 'seems to hold a second condition, on priority', '^OR'],
		['active=true\npriority=1', 'seems to hold a second condition', '^OR'],
		['active=true^NQ', '"NQ" at character 13 begins a query without a condition', 'Every record'],
		['active=true^NQ^ORDERBYnumber', 'begins a query without a condition', 'Every record'],
		['active="true"', 'has its value in quotation marks', 'Leave them out'],
		['active= true', '"active= true" at character 1 has blanks around its value', 'Write active=true.'],
		['state!=6 ^active=true', '"state!=6 " at character 1 has blanks around its value', 'Write state!=6.'],
		['state==2', 'has no operator ==', 'Write state=2.'],
		['priority=>1', 'has no operator =>', 'Write priority>=1.'],
		['state<>2', 'has no operator <>', 'Write state!=2.'],
		['state IN 1,2', 'is no condition', 'Write stateIN1,2.'],
		['stateIN(1,2)', 'has its values in brackets', 'stateIN'.slice(5)],
		['state is 2', 'is no condition', 'between them'],
		['State=2', 'is no condition', 'between them'],
		['x', '"x" at character 1 is no condition', 'between them'],
		['NaN', 'is no condition', 'between them'],
		['[object Object]', 'is no condition', 'between them'],
		['{"state":1}', 'is no condition', 'between them'],
		['state=1^OR', 'at character 11 is no condition', 'between them'],
		['stateVALCHANGES', 'asks for a change by VALCHANGES', 'Only notifications'],
		['stateCHANGESTO2', 'asks for a change', 'Only notifications'],
		['priorityBETWEEN1', 'has one end only', '@'],
		['ORDERBY', 'names no field behind ORDERBY', 'technical name'],
		['ORDERBYDESC opened_at', 'names no field', 'technical name'],
		['RLQUERYincident.problem_id,>=1^active=true', 'has no end', 'ENDRLQUERY'],
		['state=1^NQ^priority 1', '"priority 1" at character 12 is no condition', 'between them'],
	])('is refused with the place: %s', (query, message, advice) => {
		const found = refusal(query);
		expect(found).toMatchObject({ name: 'InputError', field: 'Encoded Query' });
		expect(found.message).toContain(message);
		expect(found.advice).toContain(advice);
	});

	const field = fc.constantFrom('active', 'state', 'caller_id.name', 'sys_tags.1a', 'u_x1');
	const operator = fc.constantFrom(
		'=',
		'!=',
		'<=',
		'>',
		'LIKE',
		'NOT LIKE',
		'IN',
		'STARTSWITH',
		'ISEMPTY',
		'INSTANCEOF',
		'ON',

		'*',
		'%',
	);
	const value = fc.constantFrom('', '1', 'a b', 'x,y', 'true', 'javascript:gs.now()', 'a@b', 'Z^^z');
	const condition = fc.tuple(field, operator, value).map((parts) => parts.join(''));
	const joint = fc.constantFrom('^', '^OR', '^NQ');
	const rest = fc.constantFrom('', '^EQ', '^ORDERBYnumber', '^ORDERBYDESCstate^GROUPBYactive', '^123TEXTQUERY321=mail');

	it('of conditions is read as the instance reads it', () => {
		fc.assert(
			fc.property(condition, fc.array(fc.tuple(joint, condition)), rest, (first, others, end) => {
				const query = `${first}${others.flat().join('')}${end}`;
				const { groups, order, groupBy, invalid } = parsedByInstance(query);
				const fields = groups.flat(2).flatMap((term) => (term.kind === 'field' ? [term.field] : []));
				expect(invalid).toBe(false);
				expect(new Set(parseQuery(query).columns)).toEqual(
					new Set([...fields, ...order.map((one) => one.field), ...groupBy]),
				);
			}),
		);
	});

	it('begins with a caret at most, of which two are one inside a value', () => {
		expect(parseQuery('^active=true').columns).toEqual(['active']);
		expect(refusal('^^a>')).toMatchObject({ name: 'InputError' });
	});

	it('that the instance cannot read is refused', () => {
		const text = fc.string({ unit: fc.constantFrom(...'aA1_. ^=<>!%*INORLKEQ@,&'.split('')), maxLength: 30 });
		fc.assert(
			fc.property(text, (query) => {
				fc.pre(parsedByInstance(query).invalid);
				expect(refusal(query)).toMatchObject({ name: 'InputError' });
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('What is pasted', () => {
	it.each([
		QUERY,
		` ${QUERY} `,
		`sysparm_query=${QUERY}`,
		`?sysparm_query=${QUERY}&sysparm_limit=10`,
		'active%3Dtrue%5Epriority%3D1',
		'active%253Dtrue%255Epriority%253D1',
		'active=true%5Epriority=1',
		`${host}/incident_list.do?sysparm_query=${QUERY}&sysparm_view=`,
		`${host}/incident_list.do?sysparm_view=x&sysparm_query=active%3Dtrue%5Epriority%3D1#top`,
		`${host}/nav_to.do?uri=%2Fincident_list.do%3Fsysparm_query%3Dactive%253Dtrue%255Epriority%253D1%26sysparm_view%3D`,
		`${host}/nav_to.do?uri=incident_list.do?sysparm_query=${QUERY}`,
		`${host}/now/nav/ui/classic/params/target/incident_list.do%3Fsysparm_query%3Dactive%253Dtrue%255Epriority%253D1`,
		'active=true\n^priority=1',
		' active=true^\r\n  priority=1\n',
		`${host}/api/now/table/incident?sysparm_query=${encodeURIComponent(QUERY)}&sysparm_limit=1`,
	])('is the query in %j', (text) => {
		expect(pastedQuery(text)).toBe(QUERY);
	});

	it.each([
		[`${host}/x_list.do?sysparm_query=short_descriptionLIKEa+b%20c%26d`, 'short_descriptionLIKEa b c&d'],
		['nameENDSWITH%', 'nameENDSWITH%'],
		['nameLIKE50%^active=true', 'nameLIKE50%^active=true'],
		['', ''],
	])('%j is %j', (text, query) => {
		expect(pastedQuery(text)).toBe(query);
	});

	it.each([
		`${host}/incident.do?sys_id=1`,
		`${host}/incident_list.do?sysparm_query=`,
		`${host}/incident_list.do?sysparm_query=&sysparm_view=x`,
		'sysparm_query=',
	])('has to be a query: every record would be meant by %s', (text) => {
		expect(thrown(() => pastedQuery(text))).toMatchObject({
			field: 'Encoded Query',
			message: 'The address has no query',
		});
	});
});
