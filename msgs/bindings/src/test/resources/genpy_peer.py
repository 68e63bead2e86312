"""Answers questions about ROS messages with genpy's own generated classes, one line for each line of stdin.

M name       -> M name md5 base64(full text)       message
S name       -> S name md5                         service
B name hex   -> B name hex                         bytes read and written again
R name seed  -> R name hex path=value ...          bytes of a random message, and what is in it (as Contents.java says it)
G name       -> G name hex                         bytes of the example of that name
Unknown types are answered by "- name".
"""
import base64
import math
import random
import struct
import sys

import genpy
from io import BytesIO


def load(name, kind):
    package, short = name.split('/')
    try:
        module = __import__(package + '.' + kind, fromlist=[short])
        return getattr(module, short, None)
    except ImportError:
        return None


def message_class(name):
    return load(name, 'msg') or load(name, 'srv')


def encode(message):
    out = BytesIO()
    message.serialize(out)
    return out.getvalue().hex()


def header(message):
    message.header.seq = 4000000000
    message.header.stamp = genpy.Time(1700000000, 123456789)
    message.header.frame_id = 'base_link'


def joint_state():
    from sensor_msgs.msg import JointState
    m = JointState()
    header(m)
    m.name = ['a', 'Gelenk_\u00e4', '\u95a2\u7bc0', '\U0001f9be']
    m.position = [1.5, -0.0, 1e-300, float('inf')]
    m.velocity = [0.25]
    return m


def joint_trajectory():
    from trajectory_msgs.msg import JointTrajectory, JointTrajectoryPoint
    m = JointTrajectory()
    header(m)
    m.joint_names = ['a', 'b']
    first = JointTrajectoryPoint()
    first.positions = [1.0, 2.0]
    first.velocities = [3.0, 4.0]
    second = JointTrajectoryPoint()
    second.positions = [5.0, 6.0]
    second.accelerations = [7.0, 8.0]
    second.effort = [9.0]
    second.time_from_start = genpy.Duration(-2, 500000000)
    m.points = [first, second]
    return m


def diagnostic_array():
    from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus, KeyValue
    m = DiagnosticArray()
    header(m)
    m.status = [DiagnosticStatus(2, 'arm', 'late', 'hw', [KeyValue('overruns', '3'), KeyValue('', '')])]
    return m


def marker():
    from geometry_msgs.msg import Point
    from std_msgs.msg import ColorRGBA
    from visualization_msgs.msg import Marker
    m = Marker()
    header(m)
    m.ns, m.id, m.type, m.action = 'preview', -7, Marker.LINE_STRIP, Marker.ADD
    p = m.pose
    p.position.x, p.position.y, p.position.z = 1, 2, 3
    p.orientation.x, p.orientation.y, p.orientation.z, p.orientation.w = 4, 5, 6, 7
    m.scale.x, m.scale.y, m.scale.z = 8, 9, 10
    m.color = ColorRGBA(0.125, 0.25, 0.5, 1.0)
    m.lifetime = genpy.Duration(11, 12)
    m.frame_locked = True
    m.points = [Point(13, 14, 15)]
    m.colors = [ColorRGBA(1.0, 0.5, 0.25, 0.125)]
    m.text, m.mesh_resource, m.mesh_use_embedded_materials = 'text', 'package://x', True
    return m


def camera_info():
    from sensor_msgs.msg import CameraInfo
    m = CameraInfo()
    header(m)
    m.height, m.width, m.distortion_model = 480, 4294967295, 'plumb_bob'
    m.D = [0.1, 0.2]
    m.K, m.R, m.P = list(range(9)), list(range(9, 18)), list(range(18, 30))
    m.roi.do_rectify = True
    return m


EXAMPLES = {f.__name__: f for f in (joint_state, joint_trajectory, diagnostic_array, marker, camera_info)}


TEXTS = ['', 'a', 'base_link', 'Gelenk_\u00e4', '\u95a2\u7bc0', '\U0001f9be arm', '\0x', '\uffff\U0010ffff', '\U0001f9be' * 70]
NUMBERS = [0.0, -0.0, 5e-324, 1.401298464324817e-45, 3.4028234663852886e38, float('inf'), float('-inf'), float('nan')]
# The forms of a number and of its bits, how many they are, and those that all quiet NaNs have.
FLOATS = {'float32': ('<f', '<I', 32, 0x7fc00000), 'float64': ('<d', '<Q', 64, 0x7ff8000000000000)}
WIDTHS = {'bool': 8, 'int8': 8, 'uint8': 8, 'byte': 8, 'char': 8, 'int16': 16, 'uint16': 16, 'int32': 32, 'uint32': 32,
          'int64': 64, 'uint64': 64}
SIGNED = ('int8', 'byte', 'int16', 'int32', 'int64')


def random_float(kind, rng):
    if rng.randrange(4) == 0:
        return rng.choice(NUMBERS)
    form, bits_form, width, quiet_nan = FLOATS[kind]
    bits = rng.getrandbits(width)
    # Python holds a float32 as a double, which makes a NaN quiet.
    if rng.randrange(2) or math.isnan(struct.unpack(form, struct.pack(bits_form, bits))[0]):
        bits |= quiet_nan
    return struct.unpack(form, struct.pack(bits_form, bits))[0]


def random_plain(kind, rng):
    if kind == 'string':
        return rng.choice(TEXTS)
    if kind == 'bool':
        return rng.randrange(2) == 1
    if kind in FLOATS:
        return random_float(kind, rng)
    width = WIDTHS[kind]
    bits = rng.choice([0, 1, (1 << width) - 1, 1 << width - 1, (1 << width - 1) - 1, rng.getrandbits(width)])
    return bits - (1 << width) if kind in SIGNED and bits >> width - 1 else bits


def plain_text(kind, value):
    if kind == 'string':
        return value.encode('utf-16-be').hex()
    if kind in FLOATS:
        form, bits_form, _, _ = FLOATS[kind]
        return str(struct.unpack(bits_form, struct.pack(form, value))[0])
    return str(int(value) & (1 << WIDTHS[kind]) - 1)


def random_value(kind, path, rng, lines, depth):
    """A random value; what is in it is appended to lines."""
    if kind.endswith(']'):
        element, length = kind[:-1].split('[')
        plain = element == 'string' or element in WIDTHS or element in FLOATS
        count = int(length) if length else rng.choice([0, 1, 2, 3, 300 if plain else 9 - 3 * min(depth, 2)])
        if not plain:
            lines.append('%s=%d' % (path, count))
            return [random_value(element, '%s[%d]' % (path, i), rng, lines, depth) for i in range(count)]
        values = [random_plain(element, rng) for _ in range(count)]
        lines.append('%s=%d:%s' % (path, count, ','.join(plain_text(element, v) for v in values)))
        return bytes(values) if element in ('uint8', 'char') else values
    if kind in ('time', 'duration'):
        seconds = random_plain('uint32' if kind == 'time' else 'int32', rng)
        nanos = rng.choice([0, 999999999, rng.randrange(1000000000)])
        lines += ['%s.secs=%d' % (path, seconds & 0xffffffff), '%s.nsecs=%d' % (path, nanos)]
        return (genpy.Time if kind == 'time' else genpy.Duration)(seconds, nanos)
    if '/' in kind:
        return random_message(genpy.message.get_message_class(kind), path, rng, lines, depth + 1)
    value = random_plain(kind, rng)
    lines.append('%s=%s' % (path, plain_text(kind, value)))
    return value


def random_message(cls, path, rng, lines, depth=0):
    message = cls()
    for name, kind in zip(cls.__slots__, cls._slot_types):
        setattr(message, name, random_value(kind, path + '.' + name.replace('_', '').lower(), rng, lines, depth))
    return message


def answer(words):
    kind, name = words[0], words[1]
    if kind == 'G':
        return 'G %s %s' % (name, encode(EXAMPLES[name]()))
    if kind == 'S':
        cls = load(name, 'srv')
        return 'S %s %s' % (name, cls._md5sum) if cls else '- ' + name
    cls = message_class(name)
    if cls is None:
        return '- ' + name
    if kind == 'M':
        return 'M %s %s %s' % (name, cls._md5sum, base64.b64encode(cls._full_text.encode()).decode())
    if kind == 'R':
        lines = []
        message = random_message(cls, '', random.Random(words[2]), lines)
        return ' '.join(['R', name, encode(message)] + lines)
    message = cls()
    message.deserialize(bytes.fromhex(words[2] if len(words) > 2 else ''))
    return 'B %s %s' % (name, encode(message))


for line in sys.stdin:
    print(answer(line.split()))
