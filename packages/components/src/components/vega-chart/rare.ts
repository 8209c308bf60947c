/** What few specifications ask of Vega; the build tells what it is. */
import 'vega-rare';
