'use strict';

// Everything from the server goes in as text, never as HTML.
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const base = new URL('.', location.href);

function resolve(description, part) {
  if (!part || !part.$ref) {
    return part;
  }
  return part.$ref.slice(2).split('/').reduce((node, key) => node[key], description);
}

const DEPTH = 3;

// What is within objects, and within objects of arrays, has the names of both.
function fieldsOf(description, schema, prefix = '', depth = DEPTH) {
  const own = resolve(description, schema) || {};
  const inherited = (own.allOf || []).flatMap((parent) => fieldsOf(description, parent, prefix, depth));
  const required = own.required || [];
  const fields = Object.entries(own.properties || {}).flatMap(([key, field]) => {
    const name = prefix + key;
    const target = resolve(description, field);
    const within = target.items ? fieldsBelow(description, target.items, `${name}[].`, depth) : fieldsBelow(description, target, `${name}.`, depth);
    return [{name, field, must: required.includes(key)}, ...within];
  });
  return [...fields, ...inherited];
}

function fieldsBelow(description, schema, prefix, depth) {
  return depth === 0 ? [] : fieldsOf(description, schema, prefix, depth - 1);
}

function typeOf(description, field) {
  const target = resolve(description, field);
  if (target.const !== undefined) {
    return JSON.stringify(target.const);
  }
  if (target.enum) {
    return target.enum.join(' | ');
  }
  const types = [].concat(target.type || 'any');
  return types.map((type) => (type === 'array' && target.items ? `array of ${typeOf(description, target.items)}` : type)).join(' | ');
}

function limitsOf(field) {
  const limits = [];
  if (field.minimum !== undefined && field.maximum !== undefined) {
    limits.push(`${field.minimum} to ${field.maximum}`);
  } else if (field.minimum !== undefined) {
    limits.push(`at least ${field.minimum}`);
  }
  if (field.maxItems !== undefined) {
    limits.push(`at most ${field.maxItems}`);
  }
  if (field.default !== undefined) {
    limits.push(`default ${JSON.stringify(field.default)}`);
  }
  return limits;
}

function table(description, schema) {
  const rows = fieldsOf(description, schema).map(({name, field, must}) => {
    const target = resolve(description, field);
    const marker = must ? [element('span', {className: 'must', title: 'required'}, ' *')] : [];
    return element('tr', {},
      element('td', {}, name, ...marker),
      element('td', {}, typeOf(description, field)),
      element('td', {}, [target.description, ...limitsOf(target)].filter(Boolean).join('; ')));
  });
  if (rows.length === 0) {
    return element('p', {className: 'quiet'}, typeOf(description, schema));
  }
  const head = element('tr', {}, ...['field', 'type', 'meaning'].map((title) => element('th', {}, title)));
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
}

function addressOf(description, path) {
  const model = description.components.parameters.Model.example;
  return new URL(path.replace('{model}', encodeURIComponent(model)).slice(1), base);
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function curlOf(method, address, body) {
  const data = body === undefined ? '' : ` \\\n  -H 'Content-Type: application/json' \\\n  -d ${quoted(body)}`;
  const verb = method === 'get' || body !== undefined ? '' : ` -X ${method.toUpperCase()}`;
  return `curl${verb} ${quoted(address.href)}${data}`;
}

function pretty(value) {
  const text = JSON.stringify(value, null, 2);
  // Numbers in a row are easier to read in a row.
  return text.replace(/\[\s+(-?[\d.eE+-]+(?:,\s+-?[\d.eE+-]+)*)\s+\]/g, (_, numbers) => `[${numbers.replace(/\s+/g, ' ')}]`);
}

async function send(method, address, body, status, answer) {
  status.className = 'status';
  status.textContent = 'waiting…';
  answer.hidden = false;
  answer.textContent = '';
  const begun = performance.now();
  try {
    const headers = body === undefined ? {} : {'Content-Type': 'application/json'};
    const response = await fetch(address, {method: method.toUpperCase(), headers, body});
    const kind = response.headers.get('Content-Type') || '';
    let text = '';
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += part.value;
      answer.textContent = text;
    }
    if (kind.startsWith('application/json')) {
      answer.textContent = pretty(JSON.parse(text));
    }
    status.textContent = `${response.status} in ${Math.round(performance.now() - begun)} ms`;
    status.classList.toggle('bad', !response.ok);
  } catch (problem) {
    status.textContent = String(problem);
    status.classList.add('bad');
  }
}

function trial(method, address, example) {
  const withBody = method !== 'get';
  const text = example === undefined ? '{}' : pretty(example);
  const rows = Math.min(16, text.split('\n').length + 1);
  const input = element('textarea', {value: text, rows, spellcheck: false, ariaLabel: 'Body of the request'});
  const curl = element('pre', {});
  const body = () => (withBody ? input.value : undefined);
  const oneLine = () => {
    try {
      return withBody ? JSON.stringify(JSON.parse(input.value)) : undefined;
    } catch {
      return body();
    }
  };
  const draw = () => { curl.textContent = curlOf(method, address, oneLine()); };
  input.addEventListener('input', draw);
  draw();
  const status = element('span', {className: 'status', role: 'status'});
  const answer = element('pre', {hidden: true});
  const go = element('button', {className: 'main', type: 'button'}, 'Send');
  go.addEventListener('click', () => send(method, address, body(), status, answer));
  const copy = element('button', {type: 'button'}, 'Copy curl');
  copy.addEventListener('click', async () => {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(curl.textContent);
      copy.textContent = 'Copied';
    } else {
      // Browsers keep the clipboard to pages that came by https, or from this machine.
      getSelection().selectAllChildren(curl);
      copy.textContent = 'Selected';
    }
  });
  return [
    element('h3', {}, 'Try it'),
    ...(withBody ? [input] : []),
    element('div', {className: 'bar'}, go, copy, status),
    answer,
    element('h3', {}, 'The same with curl'),
    curl,
  ];
}

function drawOperation(description, path, method, operation) {
  const content = (operation.requestBody || {content: {}}).content['application/json'] || {};
  const served = operation['x-served'] !== false;
  const also = operation['x-also-at'] || [];
  const answer = resolve(description, operation.responses['200']);
  const answerSchema = ((answer.content || {})['application/json'] || {}).schema;
  const inside = element('div', {className: 'inside'});
  if (operation.description) {
    inside.append(element('p', {}, operation.description));
  }
  if (also.length > 0) {
    inside.append(element('p', {className: 'quiet'}, `Also at ${also.join(', ')}`));
  }
  if (served) {
    inside.append(...trial(method, addressOf(description, path), content.example));
  }
  if (content.schema) {
    inside.append(element('h3', {}, 'Request'), table(description, content.schema));
  }
  inside.append(element('h3', {}, 'Answer'), element('p', {}, answer.description));
  if (answerSchema) {
    inside.append(table(description, answerSchema));
  }
  return element('details', {className: served ? '' : 'unserved'},
    element('summary', {},
      element('span', {className: `method ${method}`}, method.toUpperCase()),
      element('span', {className: 'path'}, path),
      element('span', {className: 'words'}, operation.summary)),
    inside);
}

function draw(description) {
  document.title = description.info.title;
  document.getElementById('title').textContent = description.info.title;
  document.getElementById('about').textContent = description.info.description;
  const operations = Object.entries(description.paths).flatMap(([path, item]) =>
    ['get', 'post'].filter((method) => item[method]).map((method) => ({path, method, operation: item[method]})));
  const main = document.getElementById('operations');
  for (const tag of description.tags) {
    main.append(element('h2', {}, tag.name), element('p', {className: 'quiet'}, tag.description));
    for (const {path, method, operation} of operations.filter((each) => each.operation.tags[0] === tag.name)) {
      main.append(drawOperation(description, path, method, operation));
    }
  }
}

async function start() {
  const response = await fetch(new URL('openapi.json', base));
  const description = await response.json();
  if (response.ok) {
    draw(description);
  } else {
    document.getElementById('about').textContent = `${description.error}. Load this page again in a while.`;
  }
}

start();
