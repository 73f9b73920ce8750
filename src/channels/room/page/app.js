import { go } from './chats.js';
import { restartGuide } from './guide.js';
import { $, say } from './dom.js';
import { listen, post } from './net.js';
import { become, forgetRead, heardRing, markRead, room, sync } from './store.js';
import { words } from './words.js';

const asked = new URLSearchParams(location.search);

async function begin() {
  const begun = await go(() => become(asked.get('who') ?? '', asked.get('chat') ?? ''));
  if (!begun) {
    setTimeout(() => void begin(), 2000);
    return;
  }
  $('app').setAttribute('aria-busy', 'false');
  listen(
    (ring) => {
      $('offline').hidden = true;
      heardRing(ring);
    },
    () => ($('offline').hidden = false),
  );
}

$('reset-open').addEventListener('click', () => $('reset-panel').showModal());
async function reset() {
  const done = await go(async () => {
    await post('/room/reset', {});
    forgetRead();
    await become(room.me, room.chat);
  });
  if (!done) return;
  restartGuide();
  say(words.resetDone);
}

$('reset-panel').addEventListener('close', () => {
  const answer = $('reset-panel').returnValue;
  $('reset-panel').returnValue = '';
  if (answer === 'yes') void reset();
});

// A tab that comes back to the front, a laptop that wakes up.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  markRead();
  void sync();
});
addEventListener('online', () => sync());

void begin();
