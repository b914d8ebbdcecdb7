import { render } from 'preact';
import { follow } from './control/follow.ts';
import { App } from './view/app.tsx';

const root = document.getElementById('console');
if (root !== null) {
  render(<App />, root);
  follow();
}
