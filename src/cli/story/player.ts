import type { Inbound } from '../../chat/message';
import type { Instant } from '../../lib/time';
import { attachmentOf } from './attachment';
import { Cast } from './cast';
import { Conversations } from './conversations';
import { StoryFailure, failureOf } from './failure';
import type { Said } from './far-end';
import { checkNothingLeft } from './left-over';
import { targetOf } from './moments';
import { fits, misfit } from './pattern';
import { type Place, keyOf } from './place';
import type { Program } from './program';
import { BOT_NAME, type Move, type Step, type Story } from './script';
import { Stage } from './stage';
import { tapOf } from './tap';
import { type Transcript, shortTime } from './transcript';

type StepOf<Do extends Step['do']> = Extract<Step, { do: Do }>;

/** Plays one story: a step of it after the other, until the first difference. */
export class Player {
  private readonly stage: Stage;
  private readonly cast: Cast;
  private readonly conversations = new Conversations();
  /** The group in which the story goes on; `undefined` is a private chat with whoever speaks. */
  private group: Extract<Place, { kind: 'group' }> | undefined;
  private lastSpeaker: string | undefined;
  private lastMessage: { readonly inbound: Inbound; readonly answer: string | undefined } | undefined;
  private messages = 0;

  constructor(
    private readonly story: Story,
    program: Program,
    private readonly transcript: Transcript,
  ) {
    this.stage = new Stage(program, story.opening.now, (said) => this.hear(said));
    this.cast = new Cast(() => this.stage.life.register());
  }

  /** Throws StoryFailure at the first difference, and at the end when something is left over. */
  async play(): Promise<void> {
    this.transcript.heading(this.story.heading);
    await this.stage.begin();
    await this.goTo(this.story.opening.group);
    for (const step of this.story.steps) await this.takeStep(step);
    await this.end();
  }

  async close(): Promise<void> {
    await this.stage.close();
  }

  get errors(): readonly string[] {
    return this.stage.errors;
  }

  private async takeStep(step: Step): Promise<void> {
    this.transcript.step(step);
    try {
      await this.take(step);
    } catch (error) {
      throw failureOf(error, step.line);
    }
  }

  private take(step: Step): Promise<void> | void {
    switch (step.do) {
      case 'say':
        return this.say(step);
      case 'expect':
        return this.expect(step);
      case 'group':
        return this.goTo(step.id);
      case 'private':
        this.group = undefined;
        return;
      case 'choose':
        return this.choose(step);
      case 'move':
        return this.move(step.move, step.line);
      case 'resend':
        return this.resend(step.line);
      case 'restart':
        return this.stage.restart(0);
      case 'down':
        return this.goDown(step.milliseconds);
      case 'cut':
        return this.stage.farEnd.refuseUntil(this.stage.clock.now() + step.milliseconds);
      case 'errcode':
        return this.stage.farEnd.answerNext(step.errcode);
      case 'comment':
      case 'attach':
        return;
    }
  }

  private hear(said: Said): void {
    this.conversations.hear(said);
    const isHere = this.here && keyOf(this.here) === keyOf(said.place);
    this.transcript.said(said, isHere ? undefined : this.cast.nameOf(said.place));
  }

  private get here(): Place | undefined {
    if (this.group) return this.group;
    return this.lastSpeaker === undefined ? undefined : { kind: 'person', userid: this.lastSpeaker };
  }

  private async goTo(id: string): Promise<void> {
    this.group = { kind: 'group', chatId: await this.cast.chatIdOf(id) };
  }

  private async say(step: StepOf<'say'>): Promise<void> {
    this.lastSpeaker = await this.cast.useridOf(step.who);
    const files = await Promise.all(step.files.map(attachmentOf));
    // A file of a group comes as a quote, of which the channels keep the file.
    await this.deliver({ ...this.inbound(this.lastSpeaker, step.text), files });
  }

  private inbound(userid: string, typed: string): Inbound {
    // As WeCom does it: in a group the mention stands in the text.
    const there = this.group ? { chatId: this.group.chatId, text: `@${BOT_NAME} ${typed}` } : { text: typed };
    const msgid = `story-${++this.messages}`;
    return { bot: 'story', msgid, channel: 'story', userid, ...there, files: [], receivedAt: this.stage.clock.now() };
  }

  private async deliver(inbound: Inbound): Promise<void> {
    await this.stage.deliver(inbound, (answer) => {
      this.lastMessage = { inbound, answer };
      return true;
    });
  }

  private async choose({ label, line }: StepOf<'choose'>): Promise<void> {
    const said = this.here && this.conversations.last(this.here);
    const tapped = tapOf(said, label);
    if (tapped === undefined || this.lastSpeaker === undefined) {
      throw new StoryFailure('choice', line, `nobody can choose ${label} of: ${said?.text ?? 'nothing was said here'}`);
    }
    await this.deliver(this.inbound(this.lastSpeaker, tapped));
  }

  private async resend(line: number): Promise<void> {
    const { lastMessage } = this;
    if (!lastMessage) throw new StoryFailure('resend', line, 'nobody has said anything that could come again');
    const again = { ...lastMessage.inbound, receivedAt: this.stage.clock.now() };
    await this.stage.deliver(again, (answer) => answer !== lastMessage.answer);
  }

  private async move(move: Move, line: number): Promise<void> {
    const now = this.stage.clock.now();
    const target = targetOf(move, now);
    if (target === undefined) throw new StoryFailure('clock', line, 'this year has no such day');
    if (target < now) throw new StoryFailure('clock', line, `the clock is at ${shortTime(now)} and never goes back`);
    await this.pass(target, () => this.stage.moveTo(target));
  }

  private async pass(target: Instant, happen: () => Promise<void>): Promise<void> {
    this.transcript.moveTo(target);
    await happen();
    this.transcript.moveTo(target);
  }

  private async goDown(milliseconds: number): Promise<void> {
    await this.pass(this.stage.clock.now() + milliseconds, () => this.stage.restart(milliseconds));
  }

  /** While the far end refuses, what the bot wants to say is only heard afterwards: then the outage passes first. */
  private async outlastOutage(): Promise<void> {
    const end = this.stage.farEnd.outageEndsAt;
    if (end !== undefined) await this.pass(end, () => this.stage.moveTo(end));
  }

  private async placeOf(word: string | undefined, line: number): Promise<Place> {
    if (word !== undefined) {
      const group: Place = { kind: 'group', chatId: await this.cast.chatIdOf(word) };
      if (this.cast.isGroup(word) || this.conversations.last(group)) return group;
      return { kind: 'person', userid: await this.cast.useridOf(word) };
    }
    if (!this.here) throw new StoryFailure('cast', line, 'nobody has spoken yet with whom this private chat could be');
    return this.here;
  }

  private async expect({ pattern, to, line }: StepOf<'expect'>): Promise<void> {
    const place = await this.placeOf(to, line);
    let said = this.conversations.take(place);
    if (!said) {
      await this.outlastOutage();
      said = this.conversations.take(place);
    }
    if (!said) throw new StoryFailure('silent', line, `${BOT_NAME} says nothing more here. Expected: ${pattern}`);
    if (fits(pattern, said.text)) return;
    const missing = misfit(pattern, said.text);
    throw new StoryFailure('different', line, `expected: ${pattern}\nsaid: ${said.text}\nno place for: ${missing}`);
  }

  private async end(): Promise<void> {
    await this.outlastOutage();
    const remains = {
      said: this.conversations.leftOver,
      errors: this.stage.errors,
      rows: await this.stage.life.waiting(),
      now: this.stage.clock.now(),
    };
    checkNothingLeft(remains, (said) => this.cast.nameOf(said.place));
  }
}
