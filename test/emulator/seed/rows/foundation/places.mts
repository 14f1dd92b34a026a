/** Companies, locations, departments and cost centres. */
import { record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';

const KNOWN: Record<string, string> = {
	'core_company/Northwind North America': '31bea3d53790200044e0bfc8bcbe5dec',
	'cmn_location/San Diego': '108752c8c611227501d4ab0e392ba97f',
};

/** The sys_id of a company, location, department or cost centre of the seed by its name. */
export function placeId(table: string, name: string): string {
	return KNOWN[`${table}/${name}`] ?? sysId(table, name);
}

function place(table: string, name: string, values: Record<string, string>): SeedRow {
	return record(table, name, { sys_id: placeId(table, name), name, ...values });
}

/** Name, city, country, stock symbol, kind. */
const COMPANIES = [
	['Northwind North America', 'San Diego', 'USA', 'NWNA', 'customer'],
	['Northwind Europe', 'Berlin', 'Germany', '', 'customer'],
	['Kestrel Computers', 'Austin', 'USA', 'KSTL', 'manufacturer'],
	['Lumen Networks', 'Seattle', 'USA', 'LMNW', 'manufacturer'],
	['Bluefin Software', 'Dublin', 'Ireland', '', 'vendor'],
	['Harbour Office Supplies', 'London', 'United Kingdom', '', 'vendor'],
] as const;

/** Name, street, city, state, zip, country, parent, latitude, longitude, time zone. */
const LOCATIONS = [
	['Americas', '', '', '', '', '', '', '', '', ''],
	['Europe', '', '', '', '', '', '', '', '', ''],
	['Asia Pacific', '', '', '', '', '', '', '', '', ''],
	[
		'San Diego',
		'4401 Harbor Drive',
		'San Diego',
		'CA',
		'92101',
		'USA',
		'Americas',
		'32.7157',
		'-117.1611',
		'US/Pacific',
	],
	['Seattle', '88 Pine Street', 'Seattle', 'WA', '98101', 'USA', 'Americas', '47.6062', '-122.3321', 'US/Pacific'],
	['Boston', '12 Wharf Row', 'Boston', 'MA', '02110', 'USA', 'Americas', '42.3601', '-71.0589', 'US/Eastern'],
	['Toronto', '700 Bay Street', 'Toronto', 'ON', 'M5G 1Z6', 'Canada', 'Americas', '43.6532', '-79.3832', 'US/Eastern'],
	[
		'London',
		'5 Tanner Street',
		'London',
		'',
		'SE1 3LE',
		'United Kingdom',
		'Europe',
		'51.5072',
		'-0.1276',
		'Europe/London',
	],
	['Berlin', 'Spreeufer 14', 'Berlin', '', '10178', 'Germany', 'Europe', '52.5200', '13.4050', 'Europe/Berlin'],
	[
		'Amsterdam',
		'Keizersgracht 210',
		'Amsterdam',
		'',
		'1016 DW',
		'Netherlands',
		'Europe',
		'52.3676',
		'4.9041',
		'Europe/Berlin',
	],
	['Hyderabad', '9 Lake View Road', 'Hyderabad', 'TG', '500081', 'India', 'Asia Pacific', '17.3850', '78.4867', ''],
	['Tokyo', '2-8-1 Shiba', 'Tokyo', '', '105-0014', 'Japan', 'Asia Pacific', '35.6762', '139.6503', 'Asia/Tokyo'],
	['Sydney', '31 Quay Lane', 'Sydney', 'NSW', '2000', 'Australia', 'Asia Pacific', '-33.8688', '151.2093', ''],
	[
		'Data Centre West',
		'1 Cooling Way',
		'Seattle',
		'WA',
		'98108',
		'USA',
		'Seattle',
		'47.5412',
		'-122.3126',
		'US/Pacific',
	],
	[
		'Data Centre East',
		'20 Turbine Road',
		'Boston',
		'MA',
		'02127',
		'USA',
		'Boston',
		'42.3334',
		'-71.0495',
		'US/Eastern',
	],
] as const;

const COST_CENTERS = [
	['IT Operations', '4100'],
	['Engineering', '4200'],
	['Sales', '5100'],
	['Finance', '6100'],
] as const;

/** Name, id, cost centre. */
const DEPARTMENTS = [
	['IT', 'D10', 'IT Operations'],
	['Development', 'D20', 'Engineering'],
	['Product Management', 'D21', 'Engineering'],
	['Sales', 'D30', 'Sales'],
	['Customer Support', 'D31', 'Sales'],
	['Finance', 'D40', 'Finance'],
	['HR', 'D50', 'Finance'],
] as const;

function fullName(name: string, parent: string): string {
	const above = LOCATIONS.find(([candidate]) => candidate === parent);
	return above ? `${fullName(above[0], above[6])}/${name}` : name;
}

export const placeRows: SeedRow[] = [
	...COST_CENTERS.map(([name, code]) => place('cmn_cost_center', name, { code, account_number: `${code}00` })),
	...COMPANIES.map(([name, city, country, stock_symbol, kind]) =>
		place('core_company', name, {
			city,
			country,
			stock_symbol,
			sys_class_name: 'core_company',
			sys_domain: 'global',
			sys_domain_path: '/',
			customer: String(kind === 'customer'),
			vendor: String(kind !== 'customer'),
			manufacturer: String(kind === 'manufacturer'),
			primary: String(name === 'Northwind North America'),
			publicly_traded: String(stock_symbol !== ''),
			website: `https://${name.toLowerCase().replace(/ /g, '-')}.example.com`,
		}),
	),
	...LOCATIONS.map(([name, street, city, state, zip, country, parent, latitude, longitude, time_zone]) =>
		place('cmn_location', name, {
			full_name: fullName(name, parent),
			street,
			city,
			state,
			zip,
			country,
			latitude,
			longitude,
			time_zone,
			parent: parent && placeId('cmn_location', parent),
			company: country === 'USA' ? placeId('core_company', 'Northwind North America') : '',
			stock_room: 'false',
		}),
	),
	...DEPARTMENTS.map(([name, id, center]) =>
		place('cmn_department', name, {
			id,
			description: `${name} department`,
			company: placeId('core_company', 'Northwind North America'),
			cost_center: placeId('cmn_cost_center', center),
		}),
	),
];
