using System.Globalization;

namespace PlanAndAct.Desk;

/// <summary>Makes up customers and orders from a seed.</summary>
internal sealed class CaseMaker(int seed)
{
    private static readonly string[] FirstNames = ["Anna", "Bilal", "Chiara", "Deniz", "Emil", "Farah", "Goran", "Hanna", "Ivo", "Jana"];
    private static readonly string[] LastNames = ["Abel", "Brandt", "Costa", "Diallo", "Evers", "Fiala", "Greco", "Haas", "Ito", "Jensen"];
    private static readonly string[] Articles = ["KETTLE-01", "LAMP-07", "MIXER-12", "RADIO-03", "TOASTER-05", "FAN-09", "SCALE-02", "BLENDER-04"];

    private readonly Dice _dice = new(string.Create(CultureInfo.InvariantCulture, $"cases of {seed}"));
    private int _nextOrder = 1000;

    /// <summary>Makes a task's id: of the same seed the same task, of another seed another.</summary>
    public string TaskId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-s{seed}");

    /// <summary>Makes an order of a price in EUR between two bounds.</summary>
    public Order Order(int from = 20, int to = 90, OrderStatus status = OrderStatus.Shipped)
    {
        string first = _dice.Pick(FirstNames);
        string last = _dice.Pick(LastNames);
        _nextOrder += 1 + _dice.Roll(40);
        string mailbox = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}{_nextOrder % 100}");
        return new Order
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"ORD-{_nextOrder}"),
            Customer = $"{first} {last}",
            Email = $"{mailbox}@example.com",
            Sku = _dice.Pick(Articles),
            Price = from + _dice.Roll(to - from) + 0.90m,
            Shipping = 4.50m,
            Status = status,
        };
    }

    public string Pick(params string[] texts) => _dice.Pick(texts);

    public int Number(int from, int to) => from + _dice.Roll(to - from);

    /// <summary>Opens a shop that holds the orders of a case, with every article in stock.</summary>
    public static Shop ShopOf(params Order[] orders)
    {
        var shop = new Shop(orders);
        foreach (string article in Articles)
        {
            shop.Stock[article] = 5;
        }

        return shop;
    }
}
