import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure/failure';
import type { Steps } from '../../domain/api/request';
import { install, readIsInstalled, remove, type Rule } from '../../domain/changes/bell/rule';
import { SCRIPT_TO_PASTE } from '../../domain/changes/bell/script';
import { perform } from '../../transport/items/perform';
import { findAuditFailure } from '../audit';
import { connectionOf, TriggerParameters, type TriggerContext } from '../context';
import { triggerError } from '../failure';
import { settingsOf } from '../settings';
import type { Keeper } from '../keeper';
import { factsFor, factsOf } from './facts';
import { markOf, type Place, reachable, resolveRule } from './wish';

/** n8n starts, or has taken over from another one. */
const BY_ITSELF = ['init', 'leadershipChange'];
/** Milliseconds after which is looked whether the rule is still as it should be. */
const TEND_EVERY = 900_000;

function isInstant(context: TriggerContext): boolean {
	return context.getNodeParameter('mode', null) === 'instant';
}

/** An administrator has pasted the rule: the node leaves it alone. */
function isPasted(context: TriggerContext): boolean {
	return context.getNodeParameter('rule', null) === 'pasted';
}

function placeOf(context: IHookFunctions): Place {
	const facts = factsFor(context, reachable(context.getNodeWebhookUrl('default')));
	return { workflow: context.getWorkflow(), node: context.getNode(), facts, isTest: context.getMode() === 'manual' };
}

/** The life of the rule as n8n wants it told: is it there, make it, take it away. */
export const ruleHooks = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		if (isPasted(this)) return factsFor(this, reachable(this.getNodeWebhookUrl('default'))).secret !== '';
		return await tolerant(this, async () => await withRule(this, placeOf(this), readIsInstalled));
	},

	async create(this: IHookFunctions): Promise<boolean> {
		return await tolerant(this, async () => {
			const place = placeOf(this);
			await withRule(this, place, install);
			// What a test left behind, should n8n have ended in the middle of it.
			if (!place.isTest) await perform(await connectionOf(this), remove(markOf({ ...place, isTest: true })));
			return true;
		});
	},

	async delete(this: IHookFunctions): Promise<boolean> {
		if (isPasted(this)) return true;
		const isTest = this.getMode() === 'manual';
		const mark = markOf({ workflow: this.getWorkflow(), node: this.getNode(), isTest });
		try {
			await perform(await connectionOf(this), remove(mark));
			return true;
		} catch (error) {
			const { message } = triggerError(this.getNode(), error);
			this.logger.error(
				`The business rule that begins with ${mark} could not be removed, delete it by hand: ${message}`,
			);
			return false;
		}
	},
};

/**
 * Where n8n starts by itself, an error would leave the workflow off: it polls then, and the rule is seen to later. Where somebody publishes,
 * the error says what is missing.
 */
async function tolerant(context: IHookFunctions, work: () => Promise<boolean>): Promise<boolean> {
	try {
		return await work();
	} catch (error) {
		const failure = triggerError(context.getNode(), error);
		if (error instanceof ApiFailure && error.kind === 'forbidden') addScript(failure, await audited(context));
		if (!BY_ITSELF.includes(context.getActivationMode())) throw failure;
		context.logger.warn(
			`${context.getNode().name} only polls: its business rule could not be set up: ${failure.message}`,
		);
		return true;
	}
}

/** What an administrator can paste where the user may not write rules. The secret is not among it: errors are stored and logged. */
function addScript(failure: { description?: string | null | undefined }, audit: string): void {
	failure.description = [
		failure.description,
		audit,
		'The role business_rule_admin lets the node make its rule; admin is not needed. Or choose Rule → Pasted by an Administrator, enter a secret, and have this made under System Definition → Business Rules: Advanced, When "async", Insert, Update or Delete as wanted, with this script:',
		SCRIPT_TO_PASTE,
	]
		.filter((line) => line !== '')
		.join('\n');
}

/** Of deletions, why the audit tells nothing either. */
async function audited(context: IHookFunctions): Promise<string> {
	const item = new TriggerParameters(context).item();
	if (settingsOf(item).event !== 'deleted') return '';
	const failure = await perform(await connectionOf(context), findAuditFailure(item));
	return failure === undefined
		? ''
		: `${failure.message}: the rule alone could tell it, with tellsDeleted = true and When "after".`;
}

async function withRule<Result>(
	context: TriggerContext,
	place: Place,
	work: (rule: Rule) => Steps<Result>,
): Promise<Result> {
	const item = new TriggerParameters(context).item();
	function* workOnRule(): Steps<Result> {
		return yield* work(yield* resolveRule(item, place));
	}
	return await perform(await connectionOf(context), workOnRule());
}

const tended = new WeakMap<Keeper, number>();

/** Heals a rule that a clone, an upgrade or somebody has changed, deactivated or deleted. What it cannot heal is logged: polling goes on. */
export async function tendBell(context: IPollFunctions, keeper: Keeper): Promise<void> {
	const facts = isInstant(context) ? factsOf(context) : undefined;
	if (facts === undefined || isPasted(context)) return;
	const last = tended.get(keeper) ?? performance.now();
	tended.set(keeper, last);
	if (performance.now() - last < TEND_EVERY) return;
	tended.set(keeper, performance.now());
	try {
		const place: Place = { workflow: context.getWorkflow(), node: context.getNode(), facts, isTest: false };
		if (await withRule(context, place, readIsInstalled)) return;
		await withRule(context, place, install);
		context.logger.warn(
			`The business rule of ${context.getNode().name} was missing or changed; it has been put right.`,
		);
	} catch (error) {
		const { message } = triggerError(context.getNode(), error);
		context.logger.warn(`The business rule of ${context.getNode().name} could not be checked: ${message}`);
	}
}
