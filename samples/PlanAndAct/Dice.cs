using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PlanAndAct;

/// <summary>Chance that repeats: the same seed rolls the same numbers on every machine.</summary>
internal sealed class Dice(string seed)
{
    private int _rolls;

    public int Roll(int sides)
    {
        string throwOf = string.Create(CultureInfo.InvariantCulture, $"{seed}\n{_rolls++}");
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(throwOf));
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(hash) % (uint)sides);
    }

    public bool OneIn(int sides) => Roll(sides) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[Roll(from.Count)];
}
