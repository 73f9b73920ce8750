import { join } from 'node:path';
import type { CardSettings } from './channels/wecom/clicks';
import { projectRoot } from './project-root';
import { plain } from './words/escape';
import { loadTemplates } from './words/templates';

/** What the cards of WeCom say of their own, from `templates/card`. */
export function cardWords(): CardSettings {
  const templates = loadTemplates(join(projectRoot(), 'templates'));
  return {
    plain,
    words: {
      busy: (label) => plain(templates.render('card/busy', { label })),
      failed: (label) => plain(templates.render('card/failed', { label })),
      nothing: plain(templates.render('card/nothing', {})),
      over: plain(templates.render('card/over', {})),
    },
  };
}
