-- Arguments: FOLDER COUNT. Posts FOLDER/0.body … with the headers in FOLDER/0.headers … in turn, and prints what was measured
-- as one line of JSON.
local requests = {}
local last = 0

local function read(name)
  local file = assert(io.open(name, "rb"))
  local content = file:read("*a")
  file:close()
  return content
end

function init(arguments)
  for number = 0, tonumber(arguments[2]) - 1 do
    local headers = {}
    for name, value in read(arguments[1] .. "/" .. number .. ".headers"):gmatch("([^:\n]+): ([^\n]+)\n") do
      headers[name] = value
    end
    requests[number + 1] = wrk.format("POST", nil, headers, read(arguments[1] .. "/" .. number .. ".body"))
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency)
  io.write(string.format('{"requests": %d, "micros": %d, "p50": %d, "p99": %d, "refused": %d}\n', summary.requests,
    summary.duration, latency:percentile(50), latency:percentile(99), summary.errors.status + summary.errors.timeout))
end
