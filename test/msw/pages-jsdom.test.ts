// @vitest-environment jsdom
import { describePages } from './describe-pages.ts';

describePages('jsdom');
