namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>The numbers of <c>java.util.Random</c>, by the algorithm in its documentation: AWS draws from it, so the same seed gives the same number here.</summary>
internal sealed class JavaRandom(long seed)
{
    private const long Multiplier = 0x5DEECE66DL;
    private const long Mask = (1L << 48) - 1;
    private long _seed = (seed ^ Multiplier) & Mask;

    /// <summary>From 0 to 1, without 1.</summary>
    public double NextDouble() => (((long)Next(26) << 27) + Next(27)) * (1.0 / (1L << 53));

    /// <summary>From the least to the bound, without the bound.</summary>
    public int Next(int least, int bound)
    {
        var span = bound - least;
        if (span <= 0)
        {
            // Wider than an int: draw until one falls into it, as Java does.
            int any;
            do
            {
                any = Next(32);
            }
            while (any < least || any >= bound);
            return any;
        }

        return least + Below(span);
    }

    private int Below(int bound)
    {
        var bits = Next(31);
        if ((bound & (bound - 1)) == 0)
        {
            return (int)((bound * (long)bits) >> 31);
        }

        int value;
        for (; unchecked(bits - (value = bits % bound) + (bound - 1)) < 0; bits = Next(31))
        {
        }

        return value;
    }

    private int Next(int bits)
    {
        _seed = unchecked((_seed * Multiplier) + 0xBL) & Mask;
        return (int)(_seed >> (48 - bits));
    }
}
