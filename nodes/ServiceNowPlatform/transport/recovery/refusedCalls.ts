import { encoded } from '../../domain/encodedQuery';
import { listRequest } from '../../domain/api/listRequest';
import { ApiFailure } from '../../domain/failure/failure';
import { batchRequest, isBatchRefused } from '../sending/batch';
import type { Connection } from '../sending/connection';
import { isRepeatable, type Pending } from './pending';
import type { Verdicts } from './recovery';

const ADVICE =
	'The Batch call was refused, although others are taken. Look before you run this again; switch off the option Batch Requests if it was not done.';

interface Refused {
	load: Pending[];
	refusal: ApiFailure;
}

/**
 * Batch calls that were refused as a whole. They have done nothing, unless somebody on the way said so behind the work: where they carry
 * what must not be done twice, the others that are under way, or one that does no harm, show whether the Batch API is closed at all.
 */
export class RefusedCalls {
	/** The Batch API is closed to this user, or not there. */
	isClosed = false;

	private underWay = 0;

	private isTaken = false;

	private readonly waiting: Refused[] = [];

	private readonly connection: Connection;

	constructor(connection: Connection) {
		this.connection = connection;
	}

	/** Whether Batch calls may be sent. */
	get areNone(): boolean {
		return !this.isClosed && this.waiting.length === 0;
	}

	begun(): void {
		this.underWay++;
	}

	taken(): void {
		this.isTaken = true;
	}

	refused(load: Pending[], refusal: ApiFailure): void {
		this.waiting.push({ load, refusal });
	}

	/** A call has landed. @returns what becomes of the refused ones, once none is under way */
	async landed(): Promise<Verdicts> {
		this.underWay--;
		const settled: Array<[Pending, ApiFailure]> = [];
		if (this.underWay > 0 || this.waiting.length === 0) return { settled, again: [] };
		this.isClosed ||= await this.findOut();
		const refused = this.waiting.splice(0);
		const isToRepeat = ({ request }: Pending) => this.isClosed || isRepeatable(request);
		for (const { load, refusal } of refused) {
			for (const one of load.filter((pending) => !isToRepeat(pending))) settled.push([one, told(one, refusal)]);
		}
		const again = refused.flatMap(({ load }) => load.filter(isToRepeat)).map((one) => ({ ...one, isApart: true }));
		return { settled, again };
	}

	private async findOut(): Promise<boolean> {
		const isHarmless = this.waiting.every(({ load }) => load.every(({ request }) => isRepeatable(request)));
		if (this.isTaken) return false;
		return isHarmless || this.waiting.length > 1 || (await isClosedTo(this.connection));
	}
}

function told({ request: { method, path } }: Pending, { facts }: ApiFailure): ApiFailure {
	return new ApiFailure({ ...facts, method, path, followsDoubt: true, advice: ADVICE });
}

async function isClosedTo(connection: Connection): Promise<boolean> {
	const own = listRequest('sys_user', encoded`sys_id=javascript:gs.getUserID()`, ['sys_id'], 1);
	const answer = await connection.attempt(batchRequest([own]));
	return answer instanceof ApiFailure && isBatchRefused(answer);
}
