using System.Collections;
using TraceKit.RunFiles;

namespace TraceKit.Payloads;

/// <summary>One type within an event's data.</summary>
internal sealed class PayloadNode
{
    private readonly List<(Func<object, object?> Get, PayloadNode Node)> _members = [];
    private (Func<object, object?> Get, PayloadNode Node)[] _looked = [];

    /// <summary>Whether serialising a value of the type always may run code of the user's.</summary>
    public bool RunsCode { get; set; }

    /// <summary>Whether a value of the type may name a member twice, or bring raw JSON along.</summary>
    public bool IsFree { get; set; }

    /// <summary>Whether any class may stand behind the type, which is then looked at in each value.</summary>
    public bool IsOpenCollection { get; set; }

    /// <summary>The items, when the type is a collection.</summary>
    public PayloadNode? Items { get; set; }

    /// <summary>Whether values of the type have to be looked at.</summary>
    public bool MustLook { get; private set; }

    public void AddMember(Func<object, object?> get, PayloadNode node) => _members.Add((get, node));

    public void FindWhatToLookAt()
    {
        MustLook = Reachable().Any(node => node.IsOpenCollection);
        _looked = [.. _members.Where(member => member.Node.Reachable().Any(node => node.IsOpenCollection))];
    }

    /// <summary>This type and all within it.</summary>
    public HashSet<PayloadNode> Reachable()
    {
        var all = new HashSet<PayloadNode>();
        var open = new Stack<PayloadNode>([this]);
        while (open.TryPop(out PayloadNode? node))
        {
            if (all.Add(node))
            {
                node._members.ForEach(member => open.Push(member.Node));
                if (node.Items is { } items)
                {
                    open.Push(items);
                }
            }
        }

        return all;
    }

    public bool IsInert(object value, int depth)
    {
        if (depth > RunFormat.MaxDepth || (IsOpenCollection && !FrameworkCollections.Has(value.GetType())))
        {
            return false;
        }

        foreach ((Func<object, object?> get, PayloadNode node) in _looked)
        {
            if (get(value) is { } member && !node.IsInert(member, depth + 1))
            {
                return false;
            }
        }

        return Items is not { MustLook: true } || (value is IList list && AreInert(list, Items, depth));
    }

    private static bool AreInert(IList list, PayloadNode items, int depth)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] is { } item && !items.IsInert(item, depth + 1))
            {
                return false;
            }
        }

        return true;
    }
}
