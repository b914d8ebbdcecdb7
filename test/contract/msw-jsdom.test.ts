// @vitest-environment jsdom
import { describeMsw } from './by-msw.ts';

describeMsw('msw in jsdom');
