using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dashboard.Domain.Tasks;

/// <summary>Finds where an object or array ends, 32 characters at a time: which of them are quotes and brackets becomes bits, and brackets between quotes are struck out.</summary>
internal static class JsonEnd
{
    private const int Step = 32;

    /// <summary>The length of the object or array that the text begins with; −1 where it does not end.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var (depth, isInside, isEscaped) = (0, false, false);
        for (var at = 0; at < text.Length; at += Step)
        {
            var (quotes, escapes, opening, closing) = Bits(text[at..]);
            if (escapes != 0 || isEscaped)
            {
                quotes &= ~Escaped(escapes, ref isEscaped);
            }

            var strings = Between(quotes) ^ (isInside ? uint.MaxValue : 0);
            isInside = (strings >> (Step - 1)) != 0;
            (opening, closing) = (opening & ~strings, closing & ~strings);
            var closed = BitOperations.PopCount(closing);
            if (closed >= depth && closing != 0)
            {
                var end = EndIn(opening, closing, depth);
                if (end >= 0)
                {
                    return at + end + 1;
                }
            }

            depth += BitOperations.PopCount(opening) - closed;
        }

        return -1;
    }

    /// <summary>Where the depth comes to 0; −1 where it does not.</summary>
    private static int EndIn(uint opening, uint closing, int depth)
    {
        for (var rest = opening | closing; rest != 0; rest &= rest - 1)
        {
            var at = BitOperations.TrailingZeroCount(rest);
            depth += ((opening >> at) & 1) != 0 ? 1 : -1;
            if (depth == 0)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>From each opening quote up to its closing one.</summary>
    private static uint Between(uint quotes)
    {
        quotes ^= quotes << 1;
        quotes ^= quotes << 2;
        quotes ^= quotes << 4;
        quotes ^= quotes << 8;
        return quotes ^ (quotes << 16);
    }

    /// <summary>The characters that a backslash takes away their meaning.</summary>
    private static uint Escaped(uint backslashes, ref bool isEscaped)
    {
        var escaped = 0u;
        for (var at = 0; at < Step; at++)
        {
            if (isEscaped)
            {
                escaped |= 1u << at;
                isEscaped = false;
            }
            else
            {
                isEscaped = ((backslashes >> at) & 1) != 0;
            }
        }

        return escaped;
    }

    private static (uint Quotes, uint Backslashes, uint Opening, uint Closing) Bits(ReadOnlySpan<char> text)
    {
        var (low, high) = text.Length >= Step ? Block(MemoryMarshal.Cast<char, ushort>(text)) : LastBlock(text);

        // A character beyond 255 becomes 255, which is none of those sought.
        var bytes = Vector256.NarrowWithSaturation(low, high);
        var folded = bytes | Vector256.Create((byte)0x20); // [ becomes {, and ] becomes }.
        return (
            Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits(),
            Vector256.Equals(folded, Vector256.Create((byte)'{')).ExtractMostSignificantBits(),
            Vector256.Equals(folded, Vector256.Create((byte)'}')).ExtractMostSignificantBits());
    }

    private static (Vector256<ushort> Low, Vector256<ushort> High) Block(ReadOnlySpan<ushort> text) => (Vector256.Create(text), Vector256.Create(text[(Step / 2)..]));

    private static (Vector256<ushort> Low, Vector256<ushort> High) LastBlock(ReadOnlySpan<char> text)
    {
        Span<ushort> padded = stackalloc ushort[Step];
        MemoryMarshal.Cast<char, ushort>(text).CopyTo(padded);
        return Block(padded);
    }
}
