import { mount } from 'svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/highlights.css';
import App from './App.svelte';
import { updated } from './lib/updated.svelte';

const target = document.getElementById('desk');
if (!target) throw new Error('index.html has no element with the id "desk"');
updated.watch();
mount(App, { target });

// The font of the texts is there before the first text is.
void document.fonts.load('1rem "Source Serif 4 Variable"');
