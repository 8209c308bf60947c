export { launchChromium, launchFirefox } from '../scripts/browser-launch';
